package io.shapservice.engine.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.shapservice.engine.ensemble.Arithmetic;
import io.shapservice.engine.ensemble.Arithmetic.Comparison;
import io.shapservice.engine.ensemble.Arithmetic.Width;
import io.shapservice.engine.ensemble.EnsembleBuilder;
import io.shapservice.engine.ensemble.EnsembleHeader;
import io.shapservice.engine.ensemble.EnsembleLimits;
import io.shapservice.engine.ensemble.Link;
import io.shapservice.engine.ensemble.RandomTrees;
import io.shapservice.engine.ensemble.Tree;
import io.shapservice.engine.ensemble.TreeEnsemble;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankingTest {
    private static final int ENSEMBLES = Integer.getInteger("shap.ensembles", 1500);
    private static final int ROWS = 40;

    @Test
    void everySplitSendsEveryRowWhereTheTreeSendsIt() throws Exception {
        RandomGenerator random = new Random(20260102);
        for (int n = 0; n < ENSEMBLES; n++) {
            TreeEnsemble ensemble = ensemble(random);
            double[] rows = new double[ROWS * ensemble.features()];
            Arrays.setAll(rows, i -> value(random));
            Ranking ranking = Ranking.of(ensemble);
            RankedTile tile = ranking.newTile(ROWS);
            // What an earlier load left must not show.
            tile.load(rows, 0, 0, ROWS);
            tile.load(rows, 0, ensemble.features(), ROWS);
            for (int t = 0; t < ensemble.trees(); t++) {
                tile.enter(ranking.tree(t));
                check("ensemble " + n + ", tree " + t, ensemble, t, ranking, tile, rows);
            }
        }
    }

    private static void check(
            String what, TreeEnsemble ensemble, int t, Ranking ranking, RankedTile tile, double[] rows) {
        Tree tree = ensemble.tree(t);
        RankedTree ranked = ranking.tree(t);
        int[] leaves = new LeafSearch(ROWS).leaves(ranked, tile, tree.depth());
        for (int row = 0; row < ROWS; row++) {
            int node = 0;
            while (!tree.isLeaf(node)) {
                node = tile.codes(ranked.column(node))[row] < ranked.cut(node) ? tree.left(node) : tree.right(node);
            }
            assertThat(leaves[row]).as("%s: leaf of row %d", what, row).isEqualTo(node);
        }
        for (int node = 0; node < tree.nodes(); node++) {
            if (tree.isLeaf(node)) {
                continue;
            }
            for (int row = 0; row < ROWS; row++) {
                double value = rows[row * ensemble.features() + tree.feature(node)];
                double x = ensemble.arithmetic().input(value);
                boolean left = tile.codes(ranked.column(node))[row] < ranked.cut(node);
                boolean expected = tree.goesLeft(node, x, ensemble.arithmetic().comparison());
                if (left != expected) {
                    fail("%s, node %d, value %s: left is %s", what, node, value, left);
                }
            }
        }
    }

    @Test
    void codesAndCutsAreFarEnoughFromTheEndsOfAnIntForTheirDifferenceToTellTheirOrder() {
        assertThat(Math.subtractExact(0, Ranking.ABOVE_ALL)).isNegative();
        assertThat(Math.subtractExact(Ranking.ABOVE_ALL, 0)).isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 7, 8, 9, 255, 256, 257})
    void aRankIsTheNumberOfCutsThatAreNotAboveTheValue(int count) {
        double[] distinct = new double[count];
        Arrays.setAll(distinct, i -> i - count / 2);
        Cuts cuts = new Cuts(distinct);
        for (double x = -count - 1.5; x <= count + 1.5; x += 0.25) {
            double value = x + 0.0;
            int expected = (int) Arrays.stream(distinct).filter(c -> c <= value).count();
            assertThat(cuts.rank(value)).as("%s among %d", value, count).isEqualTo(expected);
        }
        assertThat(cuts.rank(Double.POSITIVE_INFINITY)).isEqualTo(count);
        assertThat(cuts.rank(Double.NEGATIVE_INFINITY)).isZero();
        assertThat(cuts.rank(Double.MAX_VALUE)).isEqualTo(count);
    }

    private static double value(RandomGenerator random) {
        double base = RandomTrees.value(random);
        return switch (random.nextInt(10)) {
            case 0 -> Math.nextUp(base);
            case 1 -> Math.nextDown(base);
            case 2 -> Math.nextUp((float) base);
            case 3 -> Math.nextDown((float) base);
            case 4 -> random.nextBoolean() ? 1e300 : -1e300;
            case 5 -> (1 << 24) + random.nextInt(-2, 3);
            case 6 -> random.nextInt(-2, RandomTrees.CATEGORIES + 3) + 0.25 * random.nextInt(4);
            case 7 -> 0.9e-35 * random.nextInt(-2, 3);
            default -> base;
        };
    }

    private static TreeEnsemble ensemble(RandomGenerator random) throws Exception {
        int features = random.nextInt(1, 6);
        int trees = random.nextInt(1, 4);
        EnsembleBuilder builder = new EnsembleBuilder(EnsembleLimits.DEFAULT);
        for (int t = 0; t < trees; t++) {
            int depth = random.nextInt(40) == 0 ? 18 : random.nextInt(9);
            builder.add(RandomTrees.tree(random, features, 1, depth));
        }
        Arithmetic arithmetic = new Arithmetic(
                random.nextBoolean() ? Width.FLOAT32 : Width.FLOAT64,
                random.nextBoolean() ? Comparison.LESS : Comparison.LESS_OR_EQUAL,
                Width.FLOAT64,
                random.nextBoolean() ? 1e-35f : 0);
        return builder.build(new EnsembleHeader(
                features,
                List.of(),
                1,
                List.of(),
                new int[trees],
                new double[0],
                new double[1],
                Link.IDENTITY,
                arithmetic,
                "random"));
    }
}
