package io.shapservice.protocol.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BatchBlobTest {
    private static final double[] FLOATS = {1.5, Double.NaN, -0.0, Double.POSITIVE_INFINITY, 3.0, Float.MIN_VALUE};

    @ParameterizedTest
    @EnumSource(ElementType.class)
    void anInputComesBackBitForBit(ElementType type) throws Exception {
        InputBlob back = InputBlob.decode(new InputBlob(FLOATS, 3, 2, type).encode());

        assertThat(back.values()).containsExactly(FLOATS);
        assertThat(back.rows()).isEqualTo(3);
        assertThat(back.columns()).isEqualTo(2);
        assertThat(back.type()).isEqualTo(type);
    }

    @ParameterizedTest
    @EnumSource(ElementType.class)
    void aResultComesBackBitForBit(ElementType type) throws Exception {
        ResultBlob back = ResultBlob.decode(result(type).encode());

        assertThat(back.values()).containsExactly(0.5, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        assertThat(back.baseValues()).containsExactly(0.1, 0.2, 0.3);
        assertThat(back.prediction()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(back.additivityMaxError()).isEqualTo(1e-7);
        assertThat(back.interactions()).isNull();
    }

    @ParameterizedTest
    @EnumSource(ElementType.class)
    void rowsThatAreWrittenSomeAtATimeGiveTheSameBlob(ElementType type) {
        double[] pairs = new SplittableRandom(3).doubles(3 * 2 * 2).toArray();
        ResultBlob whole = new ResultBlob(
                new double[] {1, 2, 3, 4, 5, 6},
                pairs,
                new double[] {0.25},
                new double[] {7, 8, 9},
                3,
                2,
                1,
                0.5,
                type);

        ResultWriter writer = new ResultWriter(new ResultShape(3, 2, 1, true, type));
        writer.put(2, new double[] {5, 6}, new double[] {9}, Arrays.copyOfRange(pairs, 8, 12));
        writer.put(0, new double[] {1, 2, 3, 4}, new double[] {7, 8}, Arrays.copyOfRange(pairs, 0, 8));

        assertThat(writer.finish(new double[] {0.25}, 0.5)).isEqualTo(whole.encode());
        assertThat(whole.encode()).hasSize(24 + 8 + 8 + type.bytes() * (3 + 6 + 12));
    }

    @Test
    void interactionsComeBackBitForBit() throws Exception {
        double[] pairs = new SplittableRandom(3).doubles(2 * 2 * 2 * 3).toArray();
        double[] values = new double[2 * 2 * 3];
        ResultBlob back = ResultBlob.decode(
                new ResultBlob(values, pairs, new double[3], new double[6], 2, 2, 3, 0, ElementType.FLOAT64).encode());

        assertThat(back.interactions()).containsExactly(pairs);
    }

    @Test
    void aTruncatedOrMutatedBlobIsRefusedAndNeverBelieved() {
        byte[] whole = result(ElementType.FLOAT32).encode();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> ResultBlob.decode(cut)).isInstanceOf(BatchFormatException.class);
            assertThatThrownBy(() -> InputBlob.decode(cut)).isInstanceOf(BatchFormatException.class);
        }
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 2000; i++) {
            byte[] broken = whole.clone();
            broken[random.nextInt(4, 24)] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> ResultBlob.decode(broken)).isInstanceOf(BatchFormatException.class);
        }
    }

    @Test
    void optionsTolerateFieldsOfANewerApi() {
        JobOptions options = JobOptions.fromJson(
                "{\"method\":\"path\",\"interactions\":false,\"output\":\"raw\",\"precision\":\"double\",\"top\":3}");

        assertThat(JobOptions.fromJson(options.toJson())).isEqualTo(new JobOptions("path", false, "raw", "double"));
    }

    private static ResultBlob result(ElementType type) {
        double[] values = {0.5, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
        double[] prediction = {1, 2, 3, 4, 5, 6};
        return new ResultBlob(values, new double[] {0.1, 0.2, 0.3}, prediction, 2, 2, 3, 1e-7, type);
    }
}
