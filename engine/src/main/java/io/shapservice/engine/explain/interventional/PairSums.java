package io.shapservice.engine.explain.interventional;

import io.shapservice.engine.background.Background;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.explain.interventional.InterventionalPlan.Paired;
import io.shapservice.engine.explain.interventional.PairWalk.Setting;
import io.shapservice.engine.rank.RankedTile;
import io.shapservice.engine.rank.Ranking;
import java.util.List;

/** Adds up trees one background row after the other: the scratch of one thread. */
final class PairSums {
    private final TreeEnsemble ensemble;
    private final Ranking ranking;
    private final List<Paired> paired;
    private final RankedTile others;
    private final PairWalk walk;

    PairSums(TreeEnsemble ensemble, Ranking ranking, List<Paired> paired, Background background) {
        this.ensemble = ensemble;
        this.ranking = ranking;
        this.paired = paired;
        int size = paired.isEmpty() ? 0 : background.size();
        this.others = ranking.newTile(size);
        others.load(background.rows().values(), 0, ensemble.features(), size);
        this.walk = new PairWalk(ensemble.features(), new ShapleyWeights(paired.isEmpty() ? 0 : ensemble.maxDepth()));
    }

    /**
     * Adds the trees of one output.
     *
     * @param weights {@code [rows, M]} of each pair
     * @param from the tile's first row in the results
     */
    void add(RankedTile tile, int output, double[] weights, Results results, int from) {
        for (Paired one : paired) {
            if (one.output() == output) {
                add(setting(one, tile, results), output, weights, results, from);
            }
        }
    }

    private Setting setting(Paired one, RankedTile tile, Results results) {
        tile.enter(ranking.tree(one.tree()));
        others.enter(ranking.tree(one.tree()));
        return new Setting(
                ensemble.tree(one.tree()),
                ranking.tree(one.tree()),
                tile,
                others,
                one.leafIndex(),
                results.values(),
                results.featureStride());
    }

    private void add(Setting setting, int output, double[] weights, Results results, int from) {
        int size = others.rows();
        for (int row = 0; row < setting.rows().rows(); row++) {
            int at = results.index(from + row, 0, output);
            for (int z = 0; z < size; z++) {
                walk.add(setting, row, z, at, weights[row * size + z]);
            }
        }
    }
}
