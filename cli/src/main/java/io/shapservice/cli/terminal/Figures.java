package io.shapservice.cli.terminal;

import java.time.Duration;
import java.util.Locale;

/** Numbers as a person reads them. */
public final class Figures {
    private Figures() {}

    /** {@code 20,640} */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 850 ms}, {@code 4.2 s}, {@code 2 min 5 s} */
    public static String duration(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
    }

    /** A moment of a run, for a column: {@code   9.5 s}, {@code 184.2 s} */
    public static String moment(Duration sinceStart) {
        return String.format(Locale.ROOT, "%6.1f s", sinceStart.toMillis() / 1000.0);
    }

    /** {@code 3.4e-07}; {@code 0} stays {@code 0} */
    public static String error(double error) {
        return error == 0 ? "0" : String.format(Locale.ROOT, "%.1e", error);
    }

    /** Three significant places at least, no exponent for numbers of everyday size: {@code 8.325}, {@code -122.2}, {@code 2401}. */
    public static String value(double value) {
        if (Double.isNaN(value)) {
            return "missing";
        }
        double size = Math.abs(value);
        if (value == Math.rint(value) && size < 1e9) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        if (size < 1e-3 || size >= 1e9) {
            return String.format(Locale.ROOT, "%.3g", value);
        }
        return String.format(Locale.ROOT, size < 10 ? "%.4f" : size < 1000 ? "%.2f" : "%.1f", value);
    }

    /** {@code +0.4021}, {@code -0.4021} */
    public static String signed(double value) {
        return value < 0 ? value(value) : "+" + value(value);
    }
}
