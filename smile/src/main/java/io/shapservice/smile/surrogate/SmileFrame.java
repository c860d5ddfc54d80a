package io.shapservice.smile.surrogate;

import java.util.Arrays;
import java.util.stream.IntStream;
import smile.data.DataFrame;
import smile.data.formula.Formula;
import smile.data.type.StructType;
import smile.data.vector.DoubleVector;
import smile.data.vector.IntVector;

/** Rows as Smile's learners take them. Columns have names of their own: a table's may be missing, or be the target's. */
record SmileFrame(DataFrame data, Formula formula, StructType schema) {
    private static final String TARGET = "y";

    static SmileFrame of(TrainingRows rows) {
        String[] names = IntStream.range(0, rows.features()[0].length)
                .mapToObj(i -> "f" + i)
                .toArray(String[]::new);
        DataFrame features = DataFrame.of(rows.features(), names);
        DataFrame all = rows.classes().isEmpty()
                ? features.merge(DoubleVector.of(TARGET, rows.target()))
                : features.merge(IntVector.of(TARGET, classes(rows)));
        return new SmileFrame(all, Formula.lhs(TARGET), features.schema());
    }

    static int[] classes(TrainingRows rows) {
        return Arrays.stream(rows.target()).mapToInt(target -> (int) target).toArray();
    }
}
