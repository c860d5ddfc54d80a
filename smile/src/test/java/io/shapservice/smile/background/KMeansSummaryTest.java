package io.shapservice.smile.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.shapservice.engine.background.Background;
import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KMeansSummaryTest {
    /** Three groups of 600, 300 and 100 rows; the second column's unit is a million times the first's. */
    private static Table groups() {
        Random random = new Random(2);
        double[] values = new double[1000 * 2];
        for (int row = 0; row < 1000; row++) {
            int group = row < 600 ? 0 : row < 900 ? 1 : 2;
            values[row * 2] = group * 10 + random.nextInt(3);
            values[row * 2 + 1] = 1e6 * random.nextGaussian();
        }
        return new Table(values, 1000, 2, List.of("count", "big"));
    }

    private static double[] column(Background background, int column) {
        Table rows = background.rows();
        return IntStream.range(0, rows.rows())
                .mapToDouble(row -> rows.values()[row * rows.columns() + column])
                .toArray();
    }

    @Test
    void centresWeighAsManyRowsAsTheyStandFor() throws Exception {
        Table table = groups();
        double[] only = new double[1000];
        Arrays.setAll(only, row -> table.values()[row * 2]);
        Background summary = KMeansSummary.of(new Table(only, 1000, 1, List.of("count")), 3, new Random(1));
        double[] centres = column(summary, 0);

        assertThat(summary.size()).isEqualTo(3);
        for (int c = 0; c < 3; c++) {
            double expected = centres[c] < 5 ? 0.6 : centres[c] < 15 ? 0.3 : 0.1;
            assertThat(summary.weights()[c]).isCloseTo(expected, offset(1e-12));
        }
        assertThat(Arrays.stream(centres).sorted().toArray()).containsExactly(1, 11, 21);
        assertThat(summary.rows().columnNames()).containsExactly("count");
    }

    @Test
    void aColumnCountsTheSameWhateverItsUnit() throws Exception {
        Background summary = KMeansSummary.of(groups(), 12, new Random(1));

        // Without scaling, the million-fold column alone would make the clusters, and each centre's count would be a
        // mean of groups.
        double spread = Arrays.stream(column(summary, 0)).max().orElseThrow()
                - Arrays.stream(column(summary, 0)).min().orElseThrow();
        assertThat(spread).isGreaterThanOrEqualTo(18);
    }

    @Test
    void theSummaryKeepsTheMeanOfEachColumnNearly() throws Exception {
        Table table = groups();
        Background summary = KMeansSummary.of(table, 40, new Random(1));
        double[] counts = column(summary, 0);
        double mean = IntStream.range(0, summary.size())
                .mapToDouble(c -> summary.weights()[c] * counts[c])
                .sum();

        assertThat(mean).isCloseTo(0.3 * 10 + 0.1 * 20 + 1, offset(0.3));
    }

    @Test
    void valuesOfCentresAreValuesOfTheColumn() throws Exception {
        for (double value : column(KMeansSummary.of(groups(), 7, new Random(1)), 0)) {
            assertThat(value).isIn(0.0, 1.0, 2.0, 10.0, 11.0, 12.0, 20.0, 21.0, 22.0);
        }
    }

    @Test
    void aCentreMissesWhatMostOfItsRowsMiss() throws Exception {
        double[] values = new double[1000];
        Arrays.setAll(values, row -> row < 250 ? Double.NaN : row % 10);
        Background summary = KMeansSummary.of(new Table(values, 1000, 1, List.of()), 5, new Random(1));
        double missing = IntStream.range(0, summary.size())
                .filter(c -> Double.isNaN(summary.rows().values()[c]))
                .mapToDouble(c -> summary.weights()[c])
                .sum();

        assertThat(missing).isCloseTo(0.25, offset(1e-9));
    }

    @Test
    void aColumnWithoutValuesStaysWithout() throws Exception {
        double[] values = new double[200];
        Arrays.setAll(values, i -> i % 2 == 0 ? Double.NaN : i);
        Background summary = KMeansSummary.of(new Table(values, 100, 2, List.of()), 4, new Random(1));

        assertThat(column(summary, 0)).containsOnly(Double.NaN);
        assertThat(column(summary, 1)).doesNotContain(Double.NaN);
    }

    @Test
    void theSameSeedGivesTheSameSummary() throws Exception {
        Background one = KMeansSummary.of(groups(), 20, new Random(8));
        Background two = KMeansSummary.of(groups(), 20, new Random(8));

        assertThat(one.rows().values()).isEqualTo(two.rows().values());
        assertThat(one.weights()).isEqualTo(two.weights());
    }

    @Test
    void rowsThatAreAllAlikeAreOneCentreOrAFewOfTheSame() throws Exception {
        double[] values = new double[300];
        Arrays.fill(values, 4.5);
        Background summary = KMeansSummary.of(new Table(values, 100, 3, List.of()), 10, new Random(1));

        assertThat(summary.rows().values()).containsOnly(4.5);
    }

    @Test
    void fewRowsAreTheirOwnSummary() throws Exception {
        Table table = new Table(new double[] {1, 2, Double.POSITIVE_INFINITY}, 3, 1, List.of());

        assertThat(KMeansSummary.of(table, 3, new Random(1)).rows()).isEqualTo(table);
    }

    @Test
    void hugeValuesAreSummarisedAndInfiniteOnesRefused() throws Exception {
        double[] values = new double[100];
        Arrays.setAll(values, row -> row % 2 == 0 ? 1e308 : -1e308);
        Table huge = new Table(values, 100, 1, List.of());

        assertThat(KMeansSummary.of(huge, 2, new Random(1)).rows().values()).containsExactlyInAnyOrder(1e308, -1e308);
        values[42] = Double.NEGATIVE_INFINITY;
        assertThatThrownBy(() -> KMeansSummary.of(huge, 2, new Random(1)))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("Row 42, column 0");
    }

    @Test
    void moreRowsThanAreNeededAreSampledFirst() throws Exception {
        int rows = KMeansSummary.MAX_ROWS + 1000;
        double[] values = new double[rows];
        Arrays.setAll(values, row -> row % 4);
        Background summary = KMeansSummary.of(new Table(values, rows, 1, List.of()), 4, new Random(1));

        assertThat(Arrays.stream(summary.weights()).sum()).isCloseTo(1, offset(1e-9));
        assertThat(column(summary, 0)).containsExactlyInAnyOrder(0, 1, 2, 3);
    }
}
