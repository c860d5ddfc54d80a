package io.shapservice.engine.model;

import io.shapservice.engine.message.OneLine;

/** A model that cannot be read; the message says what is wrong and at which place of the file. */
public final class ModelException extends Exception {
    private static final long serialVersionUID = 1L;

    public ModelException(String message) {
        super(OneLine.of(message));
    }

    public ModelException(String message, Throwable cause) {
        super(OneLine.of(message), cause);
    }
}
