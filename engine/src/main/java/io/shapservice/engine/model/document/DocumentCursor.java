package io.shapservice.engine.model.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.shapservice.engine.model.ModelException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Stands on one value of a nested document at a time; each method consumes the value it stands on. Memory grows with the bytes
 * read, never with what the bytes claim.
 */
public abstract class DocumentCursor {
    /** Where else the parser thinks of, in its own words. */
    private static final Pattern SOURCE = Pattern.compile("\\s*(\\(start marker )?at \\[Source:[^\\]]*\\]\\)?");

    final Place place = new Place();
    private int maxEntries = Integer.MAX_VALUE - 8;

    /** Reads, or {@linkplain #skip skips}, the value of one field. */
    @FunctionalInterface
    public interface Fields {
        void field(String name) throws IOException, ModelException;
    }

    /** Reads, or {@linkplain #skip skips}, one element. */
    @FunctionalInterface
    public interface Elements {
        void element(int index) throws IOException, ModelException;
    }

    public abstract void object(Fields fields) throws IOException, ModelException;

    public abstract void array(Elements elements) throws IOException, ModelException;

    /** A string; a number or boolean is given as it is written. */
    public abstract String text() throws IOException, ModelException;

    /** A whole number, or a boolean as 0 or 1. */
    public abstract int integer() throws IOException, ModelException;

    public abstract float number() throws IOException, ModelException;

    /** A number in double. */
    public abstract double real() throws IOException, ModelException;

    /** Whether the cursor stands on null, which is left to {@link #skip}. */
    public abstract boolean isNull();

    public abstract boolean isArray();

    public abstract boolean isObject();

    public abstract void skip() throws IOException, ModelException;

    /** Checks that nothing follows the document's only value. */
    public abstract void end() throws IOException, ModelException;

    /** Of arrays of plain values; a longer one is refused before it takes the memory. */
    public final void limitEntries(int entries) {
        maxEntries = entries;
    }

    public final List<String> texts() throws IOException, ModelException {
        List<String> texts = new ArrayList<>();
        array(i -> {
            checkEntries(i);
            texts.add(text());
        });
        return texts;
    }

    /** Also for readers that gather entries themselves. */
    public final void checkEntries(int index) throws ModelException {
        if (index >= maxEntries) {
            throw broken("more entries than the limit of " + maxEntries);
        }
    }

    /** How long an array that is full becomes. */
    public final int grown(int length) throws ModelException {
        checkEntries(length);
        return (int) Math.min(2L * length, maxEntries);
    }

    public int[] integers() throws IOException, ModelException {
        int[][] grown = {new int[16]};
        int[] count = {0};
        array(i -> {
            if (i == grown[0].length) {
                grown[0] = Arrays.copyOf(grown[0], grown(i));
            }
            grown[0][i] = integer();
            count[0] = i + 1;
        });
        return Arrays.copyOf(grown[0], count[0]);
    }

    public float[] numbers() throws IOException, ModelException {
        float[][] grown = {new float[16]};
        int[] count = {0};
        array(i -> {
            if (i == grown[0].length) {
                grown[0] = Arrays.copyOf(grown[0], grown(i));
            }
            grown[0][i] = number();
            count[0] = i + 1;
        });
        return Arrays.copyOf(grown[0], count[0]);
    }

    public double[] reals() throws IOException, ModelException {
        double[][] grown = {new double[16]};
        int[] count = {0};
        array(i -> {
            if (i == grown[0].length) {
                grown[0] = Arrays.copyOf(grown[0], grown(i));
            }
            grown[0][i] = real();
            count[0] = i + 1;
        });
        return Arrays.copyOf(grown[0], count[0]);
    }

    /** An error at the value that the cursor stands on. */
    public final ModelException broken(String what) {
        return new ModelException(place + ": " + what);
    }

    /** An error below the document's structure, at the value that the cursor stands on. */
    public final ModelException broken(Exception cause) {
        String what = cause instanceof JsonProcessingException json ? json.getOriginalMessage() : cause.getMessage();
        return new ModelException(
                place + ": " + SOURCE.matcher(String.valueOf(what)).replaceAll(""), cause);
    }

    final void enter() throws ModelException {
        if (place.isFull()) {
            throw broken("nested deeper than " + Place.MAX_DEPTH);
        }
        place.enter();
    }
}
