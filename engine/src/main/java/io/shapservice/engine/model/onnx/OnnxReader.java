package io.shapservice.engine.model.onnx;

import io.shapservice.engine.ensemble.Arithmetic;
import io.shapservice.engine.ensemble.Arithmetic.Comparison;
import io.shapservice.engine.ensemble.Arithmetic.Width;
import io.shapservice.engine.ensemble.EnsembleBuilder;
import io.shapservice.engine.ensemble.EnsembleException;
import io.shapservice.engine.ensemble.EnsembleHeader;
import io.shapservice.engine.ensemble.EnsembleLimits;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.model.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/**
 * Reads ONNX models that are sums of trees. They keep no training weights, so the ensemble {@linkplain TreeEnsemble#hasCovers has no
 * covers}.
 */
public final class OnnxReader {
    /** Values in an attribute for each leaf that is accepted: nodes and weights of several targets. */
    private static final long ELEMENTS_PER_LEAF = 4;

    private static final long SMALL = 4096;

    private final EnsembleLimits limits;
    private final Graph graph;
    private final EnsembleBuilder trees;
    private final IntList treeOutputs = new IntList();
    private final DoubleList treeWeights = new DoubleList();

    private OnnxReader(Graph graph, EnsembleLimits limits) {
        this.graph = graph;
        this.limits = limits;
        this.trees = new EnsembleBuilder(limits);
    }

    public static TreeEnsemble read(InputStream in, EnsembleLimits limits) throws ModelException {
        ProtoSource source = new ProtoSource(in, limits.leaves() * ELEMENTS_PER_LEAF + SMALL);
        Graph graph;
        try {
            graph = Graph.read(source);
        } catch (IOException e) {
            throw source.broken(e);
        }
        return new OnnxReader(graph, limits).ensemble();
    }

    private TreeEnsemble ensemble() throws ModelException {
        InputColumns columns = new InputColumns(graph, limits.features());
        Meaning.Sum sum = new GraphWalk(graph, limits).walk(columns);
        Width width = sum.terms().getFirst().rows().width();
        Comparison comparison = SplitRules.comparison(drafts(sum));
        for (Meaning.Term term : sum.terms()) {
            if (term.rows().width() != width) {
                throw term.operator().node().broken("some trees compare in float32, others in double");
            }
            add(term, new SplitRules(term.rows().columns(), comparison, width, limits), sum.outputs());
        }
        int largest =
                drafts(sum).stream().mapToInt(TreeDraft::largestFeature).max().orElse(-1);
        double[] weights = treeWeights.toArray();
        try {
            return trees.build(new EnsembleHeader(
                    columns.isOpen() ? Math.max(largest, 0) + 1 : columns.count(),
                    columns.names(),
                    sum.outputs(),
                    sum.outputNames(),
                    treeOutputs.toArray(),
                    Arrays.stream(weights).allMatch(weight -> weight == 1) ? new double[0] : weights,
                    sum.base(),
                    sum.link(),
                    new Arithmetic(width, comparison, width, 0),
                    graph.library()));
        } catch (EnsembleException e) {
            throw new ModelException("graph: " + e.getMessage(), e);
        }
    }

    private static List<TreeDraft> drafts(Meaning.Sum sum) {
        return sum.terms().stream()
                .flatMap(term -> term.operator().trees().stream())
                .toList();
    }

    private void add(Meaning.Term term, SplitRules rules, int outputs) throws ModelException {
        for (TreeDraft tree : term.operator().trees()) {
            int only = tree.onlyTarget();
            int width = only < 0 ? outputs : 1;
            try {
                trees.add(rules.apply(tree, width, term.firstOutput()));
            } catch (EnsembleException e) {
                throw tree.broken(e);
            }
            treeOutputs.add(only < 0 ? EnsembleHeader.ALL_OUTPUTS : term.firstOutput() + only);
            treeWeights.add(term.scale());
        }
    }
}
