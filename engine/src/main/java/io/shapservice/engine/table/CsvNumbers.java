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

    /** @return NaN for what is not a number; true and false are 1 and 0 */
    static double parse(String text) {
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
                // not a number
            }
        }
        return Double.NaN;
    }

    static boolean isMissing(String text) {
        return switch (text) {
            case "", "NA", "NaN", "nan", "null", "NULL", "N/A", "n/a", "-nan", "-NaN" -> true;
            default -> false;
        };
    }

    static boolean hasDecimalComma(String text) {
        return DECIMAL_COMMA.matcher(text.strip()).matches();
    }

    static String shown(String text) {
        return '\'' + (text.length() > 30 ? text.substring(0, 30) + "…" : text) + '\'';
    }
}
