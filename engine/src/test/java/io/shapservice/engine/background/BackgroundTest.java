package io.shapservice.engine.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableException;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackgroundTest {
    private static final Table ROWS = new Table(new double[] {1, 2, 3, 4, 5, 6}, 3, 2, List.of());

    @Test
    void aPlainTableCountsEachRowTheSame() throws Exception {
        assertThat(Background.of(ROWS).weights()).containsExactly(1.0 / 3, 1.0 / 3, 1.0 / 3);
    }

    @Test
    void countsBecomeWeightsThatAddUpToOne() throws Exception {
        assertThat(Background.weighted(ROWS, new double[] {1, 0, 3}).weights()).containsExactly(0.25, 0, 0.75);
    }

    @Test
    void weightsThatAreNoDistributionAreRefused() {
        for (double[] wrong : new double[][] {{0.5, 0.5, 0.5}, {2, -1, 0}, {Double.NaN, 0, 1}, {1}, {0, 0, 0}}) {
            assertThatThrownBy(() -> new Background(ROWS, wrong)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Background.weighted(ROWS, new double[3])).hasMessageContaining("add up to 0");
    }

    @Test
    void noRowsAndTooManyRowsAreRefused() {
        assertThatThrownBy(() -> Background.of(new Table(new double[0], 0, 2, List.of())))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("no rows");
        int many = Background.MAX_ROWS + 1;
        assertThatThrownBy(() -> Background.of(new Table(new double[many], many, 1, List.of())))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("100000 are allowed");
    }
}
