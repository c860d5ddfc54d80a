package io.shapservice.engine.ensemble;

/** Trees that do not make an ensemble; the message says which node or number is wrong, in the numbering of the source. */
public final class EnsembleException extends Exception {
    private static final long serialVersionUID = 1L;

    public EnsembleException(String message) {
        super(message);
    }
}
