package io.shapservice.engine.explain.path;

import java.util.List;

/**
 * What a step's operands and constants say of one of its splits.
 *
 * @param pair of two leaves
 * @param again on a feature that splits above too
 * @param leaf the constants end with a leaf's value
 */
record SplitForm(boolean pair, boolean again, boolean leaf) {
    static final int COLUMN = 0;
    static final int CUT = 1;
    static final int FLIP = 2;
    static final int PHI = 3;
    static final int CONSTANTS = 4;
    static final int MET_COLUMN = 5;
    static final int LOW = 6;
    static final int HIGH = 7;

    private static final int KIND = ~(Steps.AGAIN | Steps.LEFT_AGAIN | Steps.RIGHT_AGAIN);

    static int kind(int code) {
        return code & KIND;
    }

    /** In the order of their operands. */
    static List<SplitForm> of(int code) {
        boolean again = (code & Steps.AGAIN) != 0;
        SplitForm right = new SplitForm(true, (code & Steps.RIGHT_AGAIN) != 0, false);
        return switch (kind(code)) {
            case Steps.DOWN -> List.of(new SplitForm(false, again, false));
            case Steps.DOWN_LEAF -> List.of(new SplitForm(false, again, true));
            case Steps.PAIR -> List.of(new SplitForm(true, again, false));
            case Steps.TAIL -> List.of(new SplitForm(false, again, true), right);
            case Steps.BLOCK ->
                List.of(
                        new SplitForm(false, again, false),
                        new SplitForm(true, (code & Steps.LEFT_AGAIN) != 0, false),
                        right);
            default -> throw new IllegalStateException("step " + code);
        };
    }

    /** Of the first split, counted from the step's code. */
    static int firstOperand(int code) {
        return switch (kind(code)) {
            case Steps.DOWN -> 5;
            case Steps.DOWN_LEAF -> 4;
            default -> 3;
        };
    }

    int operands() {
        return again ? HIGH + 1 : CONSTANTS + 1;
    }

    int constants(int points) {
        return (pair ? 3 : 1) + (again ? 2 * points : 0) + (leaf ? 1 : 0);
    }
}
