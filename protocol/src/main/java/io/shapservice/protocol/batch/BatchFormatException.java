package io.shapservice.protocol.batch;

/** Bytes that are not a batch: truncated, of another version, or of impossible dimensions. */
public final class BatchFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    public BatchFormatException(String message) {
        super(message);
    }
}
