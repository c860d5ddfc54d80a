package io.shapservice.engine.explain.interventional;

import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.engine.ensemble.Tree;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.explain.interventional.BlockPlanner.Growth;
import io.shapservice.engine.golden.GoldenCase;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockPlannerTest {
    @ParameterizedTest
    @ValueSource(strings = {"xgb_reg_d3", "xgb_reg_d8", "xgb_adult_100x6_ubj", "xgb_wide500", "xgb_dup_feature"})
    void everyLeafIsInOneBlockAndBlocksAreWithinTheLimit(String name) throws Exception {
        TreeEnsemble model = GoldenCase.named(name).ensemble();
        SumRows rows = SumRows.of(model, 2);
        for (int t = 0; t < model.trees(); t++) {
            Tree tree = model.tree(t);
            if (tree.depth() == 0) {
                continue;
            }
            List<Block> blocks = BlockPlanner.plan(tree, rows, Growth.ROOMY, Integer.MAX_VALUE);

            // A block of s splits has s + 1 leaves.
            assertThat(blocks.stream().mapToInt(b -> b.splits().length + 1).sum())
                    .isEqualTo(tree.leaves());
            assertThat(blocks)
                    .allSatisfy(
                            b -> assertThat(b.above() + b.splits().length).isLessThanOrEqualTo(BlockPlanner.MAX_BITS));
            int at = 0;
            for (Block block : blocks) {
                assertThat(block.at()).isEqualTo(at);
                at += block.size();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xgb_reg_d8", "xgb_deep16"})
    void aTreeWhoseTablesAreTooLargeGetsNone(String name) throws Exception {
        TreeEnsemble model = GoldenCase.named(name).ensemble();

        assertThat(BlockPlanner.plan(model.tree(0), SumRows.of(model, 2), Growth.FRUGAL, 1000))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"xgb_reg_d8", "xgb_adult_100x6_ubj"})
    void moreRoomMakesFewerBlocks(String name) throws Exception {
        TreeEnsemble model = GoldenCase.named(name).ensemble();
        SumRows rows = SumRows.of(model, 2);

        List<Block> roomy = BlockPlanner.plan(model.tree(0), rows, Growth.ROOMY, Integer.MAX_VALUE);
        List<Block> frugal = BlockPlanner.plan(model.tree(0), rows, Growth.FRUGAL, Integer.MAX_VALUE);

        assertThat(roomy).hasSizeLessThan(frugal.size());
        assertThat(size(roomy)).isGreaterThan(size(frugal));
    }

    private static int size(List<Block> blocks) {
        return blocks.stream().mapToInt(Block::size).sum();
    }

    @Test
    void featuresThatTheModelUsesMostShareTheFirstRows() throws Exception {
        TreeEnsemble model = GoldenCase.named("xgb_adult_100x6_ubj").ensemble();
        int[] splits = new int[model.features()];
        for (int t = 0; t < model.trees(); t++) {
            Tree tree = model.tree(t);
            for (int node = 0; node < tree.nodes(); node++) {
                if (!tree.isLeaf(node)) {
                    splits[tree.feature(node)]++;
                }
            }
        }

        SumRows rows = SumRows.of(model, 2);

        assertThat(Arrays.stream(rows.used()).map(feature -> -splits[feature])).isSorted();
        for (int i = 0; i < rows.used().length; i++) {
            assertThat(rows.of(rows.used()[i])).isEqualTo(i / 2);
            assertThat(rows.part(rows.used()[i])).isEqualTo(i % 2);
        }
    }
}
