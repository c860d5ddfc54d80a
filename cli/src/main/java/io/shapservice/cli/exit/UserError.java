package io.shapservice.cli.exit;

/** Something that the person at the keyboard can put right: shown as one line that says what was wrong, where, and what to do. */
public final class UserError extends Exception {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    public UserError(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}
