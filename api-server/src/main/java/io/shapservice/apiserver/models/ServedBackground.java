package io.shapservice.apiserver.models;

import io.shapservice.engine.background.Background;
import io.shapservice.protocol.batch.ElementType;
import io.shapservice.protocol.batch.InputBlob;

/**
 * The background rows of a model.
 *
 * @param rows with their columns in the model's order, every row counting the same
 * @param digest {@code sha256:…} of {@link #blob()}
 */
public record ServedBackground(Background rows, String digest) {
    static ServedBackground of(Background rows) {
        return new ServedBackground(rows, Digests.sha256(blob(rows)));
    }

    /** As workers read it. */
    byte[] blob() {
        return blob(rows);
    }

    private static byte[] blob(Background background) {
        var table = background.rows();
        return new InputBlob(table.values(), table.rows(), table.columns(), ElementType.FLOAT64).encode();
    }
}
