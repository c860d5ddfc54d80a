package io.shapservice.smile.surrogate;

import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.engine.ensemble.SourceTree;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smile.base.cart.Node;
import smile.base.cart.OrdinalNode;
import smile.base.cart.RegressionNode;
import smile.data.type.DataTypes;
import smile.data.type.StructField;
import smile.data.type.StructType;

class SmileTreeTest {
    private static final StructType SCHEMA =
            new StructType(new StructField("f0", DataTypes.DoubleType), new StructField("f1", DataTypes.DoubleType));

    private static Node leaf(int size, double output) {
        return new RegressionNode(size, output, output, 0);
    }

    private static SourceTree converted(Node root) {
        return SmileTree.of(root, SCHEMA, leaf -> new double[] {((RegressionNode) leaf).output()});
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0,
                1,
                -1,
                0.1,
                Double.MIN_VALUE,
                -Double.MIN_VALUE,
                Double.MAX_VALUE,
                -Double.MAX_VALUE,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY
            })
    void aThresholdIsFoundToTheLastBit(double threshold) {
        SourceTree tree = converted(new OrdinalNode(1, threshold, 0, 0, leaf(3, 1), leaf(4, 2)));

        assertThat(tree.threshold()[0]).isEqualTo(threshold);
        assertThat(tree.feature()[0]).isEqualTo(1);
    }

    @Test
    void anyThresholdIsFoundToTheLastBit() {
        Random random = new Random(5);
        for (int n = 0; n < 2000; n++) {
            double threshold = Double.longBitsToDouble(random.nextLong());
            if (!Double.isNaN(threshold)) {
                assertThat(converted(new OrdinalNode(0, threshold, 0, 0, leaf(1, 1), leaf(1, 2)))
                                .threshold()[0])
                        .isEqualTo(threshold);
            }
        }
    }

    @Test
    void theTrueBranchIsTheLeftOneAndSizesAreCovers() {
        SourceTree tree = converted(
                new OrdinalNode(0, 5, 0, 0, leaf(3, 10), new OrdinalNode(1, 7, 0, 0, leaf(4, 20), leaf(5, 30))));

        assertThat(tree.left()).containsExactly(1, -1, 3, -1, -1);
        assertThat(tree.right()).containsExactly(2, -1, 4, -1, -1);
        assertThat(tree.cover()).containsExactly(12, 3, 9, 4, 5);
        assertThat(tree.leafValues()).containsExactly(10, 20, 30);
        assertThat(tree.defaultLeft().isEmpty()).isTrue();
    }
}
