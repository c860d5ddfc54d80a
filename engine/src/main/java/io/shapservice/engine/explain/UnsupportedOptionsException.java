package io.shapservice.engine.explain;

import io.shapservice.engine.message.OneLine;

/** Options that are undefined for a model, or not computed here; the message says why and what to ask for instead. */
public final class UnsupportedOptionsException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnsupportedOptionsException(String message) {
        super(OneLine.of(message));
    }
}
