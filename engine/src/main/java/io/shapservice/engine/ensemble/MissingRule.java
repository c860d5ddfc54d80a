package io.shapservice.engine.ensemble;

import java.util.Arrays;

/** What a numeric split does with values that stand for "missing". */
public enum MissingRule {
    /** NaN takes the default direction. */
    NAN(0),
    /** NaN and 0.0 take the default direction (LightGBM's {@code zero_as_missing}). */
    ZERO_AND_NAN(1),
    /** Nothing is missing: NaN is read as 0.0 (LightGBM's {@code use_missing=false}). */
    NONE(2);

    private static final MissingRule[] BY_CODE = {NAN, ZERO_AND_NAN, NONE};

    private final int code;

    MissingRule(int code) {
        this.code = code;
    }

    /** This rule at each of so many nodes. */
    public MissingRule[] atEach(int nodes) {
        MissingRule[] rules = new MissingRule[nodes];
        Arrays.fill(rules, this);
        return rules;
    }

    /** Two bits, for trees to keep per node. */
    int code() {
        return code;
    }

    static MissingRule ofCode(int code) {
        return BY_CODE[code];
    }
}
