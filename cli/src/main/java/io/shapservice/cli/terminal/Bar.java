package io.shapservice.cli.terminal;

/** Horizontal bars of block characters; one eighth of a column is the finest step to the right, a half to the left. */
final class Bar {
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

    private Bar() {}

    /** A bar that grows to the right, padded to {@code columns}. */
    static String right(double length, int columns) {
        int eighths = (int) Math.round(Math.clamp(length, 0, columns) * 8);
        var text = new StringBuilder("█".repeat(eighths / 8));
        if (eighths % 8 > 0) {
            text.append(EIGHTHS.charAt(eighths % 8));
        }
        return text.append(" ".repeat(columns - text.length())).toString();
    }

    /** A bar that grows to the left from its right end, padded to {@code columns}. */
    static String left(double length, int columns) {
        int halves = (int) Math.round(Math.clamp(length, 0, columns) * 2);
        var text = (halves % 2 > 0 ? "▐" : "") + "█".repeat(halves / 2);
        return " ".repeat(columns - text.length()) + text;
    }
}
