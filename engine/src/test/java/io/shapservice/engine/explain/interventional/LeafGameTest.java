package io.shapservice.engine.explain.interventional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeafGameTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8})
    void whatALeafGivesIsTheShapleyValueAveragedOverTheBackground(int u) {
        RandomGenerator random = new Random(u);
        int sets = 1 << u;
        double[] weightOf = random.doubles(sets).toArray();
        double[] gives = new double[sets * u];
        new LeafGame(8, new ShapleyWeights(8)).fill(weightOf, u, gives);

        for (int met = 0; met < sets; met++) {
            double[] expected = new double[u];
            for (int other = 0; other < sets; other++) {
                double[] pair = shapley(met, other, u);
                double weight = weightOf[other];
                Arrays.setAll(expected, j -> expected[j] + weight * pair[j]);
            }
            for (int j = 0; j < u; j++) {
                assertThat(gives[met * u + j]).isCloseTo(expected[j], within(1e-12 * sets));
            }
        }
    }

    /** Of the game whose payoff is 1 when each condition is met by the row, for members, or by the other, for the rest. */
    private static double[] shapley(int met, int other, int u) {
        double[] phi = new double[u];
        for (int members = 0; members < 1 << u; members++) {
            for (int j = 0; j < u; j++) {
                if (((members >> j) & 1) == 0) {
                    double adds = payoff(met, other, members | (1 << j), u) - payoff(met, other, members, u);
                    phi[j] += weight(Integer.bitCount(members), u) * adds;
                }
            }
        }
        return phi;
    }

    private static double payoff(int met, int other, int members, int u) {
        return ((met & members) | (other & ~members)) == (1 << u) - 1 ? 1 : 0;
    }

    private static double weight(int size, int u) {
        double weight = 1.0 / u;
        for (int i = 1; i <= size; i++) {
            weight *= (double) i / (u - i);
        }
        return weight;
    }
}
