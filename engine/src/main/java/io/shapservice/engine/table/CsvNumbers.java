package io.shapservice.engine.table;

import java.util.regex.Pattern;

/** Cells of a CSV file as numbers. */
final class CsvNumbers {
    private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d+,\\d+");

    private CsvNumbers() {}

    static boolean isNumeric(String cell) {
        try {
            return !isMissing(cell) && !Double.isNaN(Double.parseDouble(cell.strip()));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    static double parse(String cell, long line, String column) throws TableException {
        String text = cell.strip();
        if (isMissing(text)) {
            return Double.NaN;
        }
        if (text.equalsIgnoreCase("true")) {
            return 1;
        }
        if (text.equalsIgnoreCase("false")) {
            return 0;
        }
        // Double.parseDouble takes hexadecimal floats and the suffixes of Java's literals; a CSV file does not mean
        // those.
        if (text.chars().noneMatch(c -> c == 'd' || c == 'D' || c == 'f' || c == 'F' || c == 'x' || c == 'X')
                || text.toLowerCase(java.util.Locale.ROOT).matches("[+-]?inf(inity)?")) {
            try {
                return text.toLowerCase(java.util.Locale.ROOT).endsWith("inf")
                        ? Double.parseDouble(text.substring(0, text.length() - 3) + "Infinity")
                        : Double.parseDouble(text);
            } catch (NumberFormatException e) {
                // told below, with the place
            }
        }
        throw new TableException("Line " + line + ", column " + column + ": " + shown(text) + " is not a number."
                + (DECIMAL_COMMA.matcher(text).matches() ? " Write decimals with a point." : ""));
    }

    private static boolean isMissing(String text) {
        return switch (text) {
            case "", "NA", "NaN", "nan", "null", "NULL", "N/A", "n/a" -> true;
            default -> false;
        };
    }

    static String shown(String text) {
        return '\'' + (text.length() > 30 ? text.substring(0, 30) + "…" : text) + '\'';
    }
}
