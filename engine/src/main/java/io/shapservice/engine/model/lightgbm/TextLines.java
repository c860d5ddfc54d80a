package io.shapservice.engine.model.lightgbm;

import io.shapservice.engine.model.ModelException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Lines of the form {@code key=value value …}, read once and in order through one small buffer: a line of a large tree is megabytes
 * long. Memory grows with what is asked for and there, never with a whole line that is skipped.
 */
final class TextLines {
    private static final int END = -1;
    private static final int MAX_KEY = 200;
    private static final int MAX_NUMBER = 64;
    private static final int MAX_TEXT = 1 << 24;
    private static final int MAX_DIGITS = 10;

    private final InputStream in;
    private final int maxEntries;
    private final byte[] buffer = new byte[1 << 14];
    private final char[] number = new char[MAX_NUMBER];
    private int at;
    private int filled;
    private int line;
    private boolean lineEnded = true;
    private byte[] keyBytes = {};
    /** Whether the key ended at '=', which is then read. */
    private boolean keyed;

    private boolean stopped;
    private String key = "";
    /** What the lines are of, such as a tree, and where it begins. */
    private String part = "";

    private int partLine;

    /** @param maxEntries of a line of numbers; a longer one is refused before it takes the memory */
    TextLines(InputStream in, int maxEntries) {
        this.in = in;
        this.maxEntries = maxEntries;
    }

    /** From the present line on, places begin with this name. */
    void within(String name) {
        part = name;
        partLine = line;
    }

    /** Moves to the next line that is not empty. */
    boolean next() throws IOException {
        do {
            skipRest();
            if (peek() == END) {
                return false;
            }
            line++;
            lineEnded = false;
            keyBytes = upTo('=', MAX_KEY);
            keyed = stopped;
            key = new String(keyBytes, StandardCharsets.UTF_8);
        } while (key.isEmpty());
        return true;
    }

    /** Of the present line: what stands before {@code =}, or all of it. */
    String key() {
        return key;
    }

    private int peek() throws IOException {
        if (at == filled) {
            filled = Math.max(0, in.read(buffer));
            at = 0;
        }
        return filled == 0 ? END : buffer[at];
    }

    /** @return the next byte of the present line, or END after its last */
    private int read() throws IOException {
        if (lineEnded) {
            return END;
        }
        int next = peek();
        if (next == END) {
            lineEnded = true;
            return END;
        }
        at++;
        if (next == '\n') {
            lineEnded = true;
            return END;
        }
        return next == '\r' && peek() == '\n' ? read() : next & 0xff;
    }

    private void skipRest() throws IOException {
        while (read() != END) {
            // to the end of the line
        }
    }

    private byte[] upTo(int stop, int limit) throws IOException {
        byte[] text = new byte[16];
        int length = 0;
        int next = length < limit ? read() : END;
        while (next != END && next != stop) {
            if (length == text.length) {
                text = Arrays.copyOf(text, 2 * length);
            }
            text[length++] = (byte) next;
            next = length < limit ? read() : END;
        }
        stopped = next != END;
        return Arrays.copyOf(text, length);
    }

    /** The present line from its beginning on, without so many bytes; no other method may read the line then. */
    InputStream fromKeyOn(int skipped) {
        byte[] first = Arrays.copyOf(keyBytes, keyBytes.length + (keyed ? 1 : 0));
        if (keyed) {
            first[keyBytes.length] = '=';
        }
        int from = Math.min(skipped, first.length);
        return new SequenceInputStream(new ByteArrayInputStream(first, from, first.length - from), new Rest());
    }

    /** The bytes of the present line that are not read yet. */
    private final class Rest extends InputStream {
        @Override
        public int read() throws IOException {
            return TextLines.this.read();
        }

        @Override
        public int read(byte[] to, int from, int most) throws IOException {
            int count = 0;
            for (int next = 0; count < most && next != END; ) {
                next = TextLines.this.read();
                if (next != END) {
                    to[from + count++] = (byte) next;
                }
            }
            return count == 0 && most > 0 ? END : count;
        }
    }

    /** What is left of the present line. */
    String text() throws IOException, ModelException {
        String text = new String(upTo(END, MAX_TEXT), StandardCharsets.UTF_8);
        if (!lineEnded) {
            throw broken("longer than the limit of " + MAX_TEXT + " bytes");
        }
        return text;
    }

    int integer() throws IOException, ModelException {
        int[] all = integers();
        if (all.length != 1) {
            throw broken("expected one whole number, found " + all.length);
        }
        return all[0];
    }

    int[] integers() throws IOException, ModelException {
        return integers(Integer.MAX_VALUE);
    }

    /** Unsigned numbers of 32 bits, as the ints of the same bits. */
    int[] words() throws IOException, ModelException {
        return integers(0xffff_ffffL);
    }

    private int[] integers(long largest) throws IOException, ModelException {
        int[] values = new int[16];
        int count = 0;
        for (int length = token(); length > 0; length = token()) {
            if (count == values.length) {
                values = Arrays.copyOf(values, grown(count));
            }
            values[count++] = parseWhole(length, largest);
        }
        return Arrays.copyOf(values, count);
    }

    double[] numbers() throws IOException, ModelException {
        double[] values = new double[16];
        int count = 0;
        for (int length = token(); length > 0; length = token()) {
            if (count == values.length) {
                values = Arrays.copyOf(values, grown(count));
            }
            values[count++] = parseReal(length);
        }
        return Arrays.copyOf(values, count);
    }

    private int grown(int length) throws ModelException {
        if (length >= maxEntries) {
            throw broken("more entries than the limit of " + maxEntries);
        }
        return (int) Math.min(2L * length, maxEntries);
    }

    /** Leaves the next word of the line in {@code number}. @return its length, 0 at the end of the line */
    private int token() throws IOException, ModelException {
        int next = read();
        while (next == ' ' || next == '\t') {
            next = read();
        }
        int length = 0;
        while (next != END && next != ' ' && next != '\t') {
            if (length == MAX_NUMBER) {
                throw broken("'" + shown(length) + "…' is not a number");
            }
            number[length++] = (char) next;
            next = read();
        }
        return length;
    }

    private int parseWhole(int length, long largest) throws ModelException {
        int first = number[0] == '-' ? 1 : 0;
        long value = 0;
        boolean whole = length > first && length - first <= MAX_DIGITS;
        for (int i = first; whole && i < length; i++) {
            whole = number[i] >= '0' && number[i] <= '9';
            value = value * 10 + (number[i] - '0');
        }
        if (!whole || value > largest) {
            throw broken("'" + shown(length) + "' is not a whole number of 32 bits");
        }
        return (int) (first == 1 ? -value : value);
    }

    private String shown(int length) {
        return new String(number, 0, Math.min(length, 20));
    }

    private double parseReal(int length) throws ModelException {
        String text = new String(number, 0, length);
        return switch (text) {
            case "inf", "+inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan", "-nan" -> Double.NaN;
            default -> {
                try {
                    yield Double.parseDouble(text);
                } catch (NumberFormatException e) {
                    throw broken("'" + shown(length) + "' is not a number");
                }
            }
        };
    }

    /** An error in the present line. */
    ModelException broken(String what) {
        return new ModelException(place() + ": " + what);
    }

    /** An error in what several lines say together. */
    ModelException brokenPart(String what) {
        return new ModelException(part + ", from line " + partLine + " on: " + what);
    }

    ModelException broken(Exception cause) {
        return new ModelException(place() + ": " + cause.getMessage(), cause);
    }

    ModelException brokenPart(Exception cause) {
        return new ModelException(part + ", from line " + partLine + " on: " + cause.getMessage(), cause);
    }

    private String place() {
        String shown = key.length() > 40 ? key.substring(0, 40) + "…" : key;
        return "line " + line + " (" + (part.isEmpty() ? "" : part + ", ") + shown + ")";
    }
}
