package io.shapservice.engine.model.onnx;

import org.jspecify.annotations.Nullable;

/** The condition under which a row takes a node's true branch; NaN meets none but "not equal". */
enum NodeMode {
    BRANCH_LEQ,
    BRANCH_LT,
    BRANCH_GTE,
    BRANCH_GT,
    BRANCH_EQ,
    BRANCH_NEQ,
    /** Of {@code ai.onnx.ml} 5: one of several values. */
    BRANCH_MEMBER,
    /** Before {@code ai.onnx.ml} 5. */
    LEAF;

    /** By the numbers of {@code ai.onnx.ml} 5; null for none of them. */
    static @Nullable NodeMode ofCode(double code) {
        return switch ((int) code) {
            case 0 -> BRANCH_LEQ;
            case 1 -> BRANCH_LT;
            case 2 -> BRANCH_GTE;
            case 3 -> BRANCH_GT;
            case 4 -> BRANCH_EQ;
            case 5 -> BRANCH_NEQ;
            case 6 -> BRANCH_MEMBER;
            default -> null;
        };
    }

    /** By the words of {@code ai.onnx.ml} 1 and 3; null for none of them. */
    static @Nullable NodeMode ofWord(String word) {
        return switch (word) {
            case "BRANCH_LEQ" -> BRANCH_LEQ;
            case "BRANCH_LT" -> BRANCH_LT;
            case "BRANCH_GTE" -> BRANCH_GTE;
            case "BRANCH_GT" -> BRANCH_GT;
            case "BRANCH_EQ" -> BRANCH_EQ;
            case "BRANCH_NEQ" -> BRANCH_NEQ;
            case "LEAF" -> LEAF;
            default -> null;
        };
    }

    boolean isByValue() {
        return this == BRANCH_EQ || this == BRANCH_NEQ || this == BRANCH_MEMBER;
    }

    /** The numbers that meet the condition are those that go right in our trees. */
    boolean isOpposite() {
        return this == BRANCH_GT || this == BRANCH_GTE || this == BRANCH_NEQ;
    }
}
