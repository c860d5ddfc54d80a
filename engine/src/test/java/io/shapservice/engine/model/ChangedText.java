package io.shapservice.engine.model;

import io.shapservice.engine.ensemble.TreeEnsemble;
import java.nio.charset.StandardCharsets;

/** A small model as text, of which one thing at a time is changed. */
public record ChangedText(String text) {
    /** Every place where {@code what} stands becomes {@code by}. */
    public ChangedText with(String what, String by) {
        if (!text.contains(what)) {
            throw new IllegalArgumentException("there is no " + what);
        }
        return new ChangedText(text.replace(what, by));
    }

    public TreeEnsemble read() throws ModelException {
        return Models.read(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The margin of one row. */
    public double[] margin(double... row) throws ModelException {
        TreeEnsemble model = read();
        double[] margin = new double[model.outputs()];
        model.margin(row, 0, margin, 0);
        return margin;
    }
}
