package io.shapservice.cli.terminal;

/** How far a long piece of work is: {@code [██████    ]  61 %}. */
public final class ProgressText {
    private ProgressText() {}

    public static String bar(double fraction, int columns) {
        double done = Math.clamp(fraction, 0, 1);
        return "[%s] %3d %%".formatted(Bar.right(done * columns, columns), (int) Math.floor(done * 100));
    }
}
