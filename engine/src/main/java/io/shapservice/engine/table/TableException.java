package io.shapservice.engine.table;

/** Rows that cannot be used; the message says what is wrong, where, and what to do. */
public final class TableException extends Exception {
    private static final long serialVersionUID = 1L;

    public TableException(String message) {
        super(message);
    }
}
