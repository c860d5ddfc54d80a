package io.shapservice.protocol.batch;

/**
 * Dimensions of a batch's result, and where its arrays lie in the blob.
 *
 * @param interactions whether the pairs of features are there too
 * @param type width of everything that is counted by row
 */
public record ResultShape(int rows, int features, int outputs, boolean interactions, ElementType type) {
    static final int MAGIC = 0x32526853; // "ShR2"
    static final int FIELDS = 5;
    private static final int HEADER = (1 + FIELDS) * 4;

    /** Of the whole blob. */
    public long bytes() {
        return interactionsAt() + (interactions ? type.bytes() * pairsPerRow() * rows : 0);
    }

    /** Numbers that explaining a row gives: values, prediction and interactions. */
    public long numbersPerRow() {
        return outputs + valuesPerRow() + (interactions ? pairsPerRow() : 0);
    }

    long valuesPerRow() {
        return (long) features * outputs;
    }

    long pairsPerRow() {
        return valuesPerRow() * features;
    }

    long additivityAt() {
        return HEADER;
    }

    long baseValuesAt() {
        return additivityAt() + Double.BYTES;
    }

    long predictionAt() {
        return baseValuesAt() + (long) Double.BYTES * outputs;
    }

    long valuesAt() {
        return predictionAt() + (long) type.bytes() * outputs * rows;
    }

    long interactionsAt() {
        return valuesAt() + type.bytes() * valuesPerRow() * rows;
    }
}
