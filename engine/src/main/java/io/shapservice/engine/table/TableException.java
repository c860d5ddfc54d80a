package io.shapservice.engine.table;

import io.shapservice.engine.message.OneLine;

/** Rows that cannot be used; the message says what is wrong, where, and what to do. */
public final class TableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What is at fault. */
    public enum Kind {
        /** The bytes are not in the format: broken off, or bad syntax. */
        MALFORMED,
        /** The format is fine, but this part of it is not taken. */
        UNSUPPORTED,
        /** More rows, columns or values than the limits allow. */
        TOO_LARGE,
        /** The columns are not those that are needed. */
        COLUMNS,
        /** A value that is no number, or a table without rows. */
        VALUE
    }

    public TableException(String message) {
        this(Kind.VALUE, message);
    }

    public TableException(Kind kind, String message) {
        super(OneLine.of(message));
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
