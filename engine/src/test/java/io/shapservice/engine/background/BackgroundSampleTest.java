package io.shapservice.engine.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shapservice.engine.table.RowBlocks;
import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackgroundSampleTest {
    private static Table rows(int rows) {
        double[] values = new double[rows * 2];
        Arrays.setAll(values, i -> i);
        return new Table(values, rows, 2, List.of("a", "b"));
    }

    @Test
    void aRowIsTakenWholeOnceAndInTheOrderOfTheTable() throws Exception {
        Background sample = BackgroundSample.of(rows(100), 30, new Random(1));

        assertThat(sample.size()).isEqualTo(30);
        double[] values = sample.rows().values();
        for (int row = 0; row < 30; row++) {
            assertThat(values[row * 2 + 1]).isEqualTo(values[row * 2] + 1);
            assertThat(row == 0 || values[row * 2] > values[row * 2 - 2]).isTrue();
        }
        assertThat(sample.weights()).containsOnly(1.0 / 30);
        assertThat(sample.rows().columnNames()).containsExactly("a", "b");
    }

    @Test
    void everyRowIsAsLikelyAsAnyOther() {
        RandomGenerator random = new Random(1);
        int[] taken = new int[10];
        for (int n = 0; n < 20_000; n++) {
            Table sample = BackgroundSample.rows(rows(10), 3, random);
            for (int row = 0; row < 3; row++) {
                taken[(int) sample.values()[row * 2] / 2]++;
            }
        }
        for (int count : taken) {
            assertThat(count).isBetween(5700, 6300);
        }
    }

    @Test
    void aSmallTableIsItsOwnSample() {
        Table table = rows(5);

        assertThat(BackgroundSample.rows(table, 5, new Random(1))).isSameAs(table);
        assertThat(BackgroundSample.rows(table, 9, new Random(1))).isSameAs(table);
    }

    @Test
    void aSampleOfNothingIsRefused() {
        assertThatThrownBy(() -> BackgroundSample.rows(rows(5), 0, new Random(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTableThatIsReadInBlocksIsSampledAsLikelyAndTheSameWayWithTheSameSeed() throws Exception {
        RandomGenerator random = new Random(1);
        int[] taken = new int[10];
        for (int n = 0; n < 20_000; n++) {
            Table sample = BackgroundSample.rows(blocks(10), 3, random);
            for (int row = 0; row < 3; row++) {
                taken[(int) sample.values()[row * 2] / 2]++;
                assertThat(sample.values()[row * 2 + 1]).isEqualTo(sample.values()[row * 2] + 1);
            }
        }
        for (int count : taken) {
            assertThat(count).isBetween(5700, 6300);
        }
        assertThat(BackgroundSample.rows(blocks(5000), 30, new Random(7)).values())
                .containsExactly(
                        BackgroundSample.rows(blocks(5000), 30, new Random(7)).values());
        assertThat(BackgroundSample.rows(blocks(5), 9, new Random(1)).values()).containsExactly(rows(5).values());
        assertThatThrownBy(() -> BackgroundSample.rows(blocks(0), 9, new Random(1)))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("no rows");
    }

    private static RowBlocks blocks(int rows) {
        Table all = rows(rows);
        AtomicInteger from = new AtomicInteger();
        return most -> {
            int at = from.get();
            int count = Math.min(most, rows - at);
            from.set(at + count);
            return count == 0
                    ? Optional.empty()
                    : Optional.of(new Table(
                            Arrays.copyOfRange(all.values(), at * 2, (at + count) * 2), count, 2, all.columnNames()));
        };
    }
}
