package io.shapservice.local.volume;

/** Something that a container needs is not there yet; its message is what the container's status says. */
public final class NotYetException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final String detail;

    public NotYetException(String reason, String message) {
        super(message);
        this.reason = reason;
        this.detail = message;
    }

    /** A reason as the kubelet gives it, such as {@code CreateContainerConfigError}. */
    public String reason() {
        return reason;
    }

    /** What is missing, and where. */
    public String detail() {
        return detail;
    }
}
