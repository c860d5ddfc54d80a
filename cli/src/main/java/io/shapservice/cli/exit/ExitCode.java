package io.shapservice.cli.exit;

/** What the process ends with; scripts rely on these. */
public enum ExitCode {
    DONE(0),
    FAILED(1),
    USAGE(2),
    BAD_MODEL(3),
    BAD_DATA(4);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
