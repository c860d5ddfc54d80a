package io.shapservice.engine.explain.interventional;

import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.engine.explain.interventional.TreeTable.Packed;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class TreeTableTest {
    @Test
    void packedSumsAreExactForEverySignAndEvenWhenTheyOverflowOnTheWay() {
        RandomGenerator random = new Random(7);
        for (int round = 0; round < 2000; round++) {
            long low = 0;
            long high = 0;
            long packed = 0;
            for (int i = 0; i < 40; i++) {
                long a = random.nextLong(-(1L << 34), 1L << 34);
                long b = random.nextLong(-(1L << 34), 1L << 34);
                low += a;
                high += b;
                packed += Packed.pack(a, b);
            }
            int lowEnd = random.nextInt();
            int highEnd = random.nextInt();
            packed += Packed.pack(lowEnd - low, highEnd - high);

            assertThat(Packed.low(packed)).isEqualTo(lowEnd);
            assertThat(Packed.high(packed)).isEqualTo(highEnd);
        }
    }
}
