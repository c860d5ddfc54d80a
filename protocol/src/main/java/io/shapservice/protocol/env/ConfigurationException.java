package io.shapservice.protocol.env;

/** A configuration that a process cannot start with; the message is one line for the person who set it. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigurationException(String message) {
        super(message);
    }
}
