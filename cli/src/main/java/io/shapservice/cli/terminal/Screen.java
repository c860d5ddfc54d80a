package io.shapservice.cli.terminal;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Where text goes: lasting lines to standard output, and one passing line (progress) that the next text replaces, only where a
 * person watches. Safe for use by many threads.
 */
public final class Screen {
    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final PrintStream out;
    private final PrintStream passingTo;
    private final boolean watched;
    private final int columns;
    private String passing = "";

    /**
     * @param watched {@code passingTo} is a terminal
     * @param columns of that terminal
     */
    public Screen(PrintStream out, PrintStream passingTo, boolean watched, int columns) {
        this.out = out;
        this.passingTo = passingTo;
        this.watched = watched;
        this.columns = columns;
    }

    /**
     * The process' own streams. The launching script says what is a terminal ({@code shap.terminal}, {@code shap.columns}), since
     * the JDK can only tell when all of them are one. Text is UTF-8, whatever the locale: bars have no other form.
     */
    public static Screen ofProcess() {
        var watched = Objects.requireNonNullElse(System.getProperty("shap.terminal"), "")
                .contains("err");
        return new Screen(utf8(System.out), utf8(System.err), watched, Integer.getInteger("shap.columns", 100));
    }

    private static PrintStream utf8(PrintStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    /** Whether somebody may be looking at passing lines. */
    public boolean isWatched() {
        return watched;
    }

    public synchronized void line(String text) {
        clear();
        out.println(text);
        out.flush();
        draw();
    }

    /** A line on standard error that stays. */
    public synchronized void error(String text) {
        clear();
        passingTo.println(text);
        draw();
    }

    /** Replaces the passing line; does nothing where nobody watches. */
    public synchronized void passing(String text) {
        clear();
        passing = text.length() < columns ? text : text.substring(0, columns - 1);
        draw();
    }

    public synchronized void passingDone() {
        clear();
        passing = "";
    }

    private void clear() {
        if (watched && !passing.isEmpty()) {
            passingTo.print(CLEAR_LINE);
            passingTo.flush();
        }
    }

    private void draw() {
        if (watched && !passing.isEmpty()) {
            passingTo.print(passing);
            passingTo.flush();
        }
    }
}
