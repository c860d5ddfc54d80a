package io.shapservice.engine.table;

import java.io.IOException;
import java.io.InputStream;

/** Reads a whole npy file; {@link NpyRows} reads a large one in blocks. */
public final class NpyReader {
    private NpyReader() {}

    public static Table read(InputStream in, TableLimits limits) throws IOException, TableException {
        return NpyRows.open(in, limits).readAll(limits);
    }
}
