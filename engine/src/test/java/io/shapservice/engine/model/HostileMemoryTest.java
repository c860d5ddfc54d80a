package io.shapservice.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.shapservice.engine.ensemble.EnsembleLimits;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Files whose bytes claim, or would grow into, far more memory than they have. */
class HostileMemoryTest {
    private static final long HEAP = 48 << 20;
    private static final ModelLimits LIMITS = new ModelLimits(64 << 20, EnsembleLimits.DEFAULT.within(HEAP));

    @Test
    void splitsThatEachNameOneVeryLargeCategoryAreRefusedBeforeTheyTakeTheMemory() {
        int nodes = 4000;
        String members = repeated("16777215", nodes);
        refused(
                """
                {"learner": {"gradient_booster": {"name": "gbtree", "model": {"trees": [{
                "left_children": [%s], "right_children": [%s], "split_indices": [%s], "split_conditions": [%s],
                "default_left": [%s], "sum_hessian": [%s], "split_type": [%s], "categories": [%s],
                "categories_nodes": [%s], "categories_segments": [%s], "categories_sizes": [%s]}]}}}}""".formatted(
                                numbers(nodes, 1),
                                repeated("0", nodes),
                                repeated("0", nodes),
                                repeated("0", nodes),
                                repeated("0", nodes),
                                repeated("1", nodes),
                                repeated("1", nodes),
                                members,
                                numbers(nodes, 0),
                                numbers(nodes, 0),
                                repeated("1", nodes)),
                "categories");
    }

    @Test
    void setsOfCategoriesThatOverlapDoNotMultiplyTheWork() {
        int nodes = 20_000;
        refused(
                """
                {"learner": {"gradient_booster": {"name": "gbtree", "model": {"trees": [{
                "left_children": [%s], "right_children": [%1$s], "split_indices": [%1$s], "split_conditions": [%1$s],
                "default_left": [%1$s], "sum_hessian": [%1$s], "split_type": [%s], "categories": [%1$s],
                "categories_nodes": [%s], "categories_segments": [%1$s], "categories_sizes": [%s]}]}}}}""".formatted(
                                repeated("0", nodes),
                                repeated("1", nodes),
                                numbers(nodes, 0),
                                repeated(String.valueOf(nodes), nodes)),
                "categories");
    }

    @Test
    void featuresThatEachKnowOneVeryLargeCategoryAreRefused() {
        String known = IntStream.range(0, 4000)
                .mapToObj(f -> "\"" + f + "\": [16777215]")
                .collect(Collectors.joining(","));
        refused("{\"format\": \"sklearn-trees\", \"version\": 1, \"known_categories\": {" + known + "}}", "categories");
    }

    @Test
    void anArrayThatNoTreeWithinTheLimitsCouldHaveIsRefused() {
        String zeros = repeated("0", 2_000_000);
        refused(
                "{\"learner\": {\"gradient_booster\": {\"model\": {\"trees\": [{\"left_children\": [" + zeros,
                "entries");
        refused("{\"format\": \"sklearn-trees\", \"trees\": [{\"threshold\": [" + zeros, "entries");
        refused("{\"oblivious_trees\": [{\"leaf_values\": [" + zeros, "entries");
        refused("tree\nversion=v4\nmax_feature_idx=1\nTree=0\nleaf_value=" + zeros.replace(',', ' ') + "\n", "entries");
    }

    @Test
    void treesWithoutEndAreRefused() {
        String leaf = "{\"value\": 0, \"weight\": 1}";
        String twig = "{\"split\": {\"float_feature_index\": 0, \"border\": 0}, \"left\": " + leaf + ", \"left\": ";
        refused("{\"trees\": [" + twig + repeated(leaf, 1_000_000).replace(",", ", \"left\": "), "entries");
    }

    @Test
    void outputsThatAreOnlyClaimedTakeNoMemory() {
        refused("""
                tree
                version=v4
                max_feature_idx=1
                num_tree_per_iteration=1000000000

                Tree=0
                num_leaves=1
                leaf_value=1

                end of trees
                """, "outputs");
        refused(
                "{\"format\": \"sklearn-trees\", \"version\": 1, \"aggregation\": \"sum\", \"n_features\": 1,"
                        + " \"n_outputs\": 2000000000, \"trees\": []}",
                "outputs");
        refused(
                "{\"learner\": {\"learner_model_param\": {\"num_class\": \"2000000000\", \"num_feature\": \"1\"},"
                        + " \"gradient_booster\": {\"model\": {\"tree_info\": [0], \"trees\": [{\"left_children\": [-1],"
                        + " \"right_children\": [-1], \"split_indices\": [0], \"split_conditions\": [0], \"default_left\": [0],"
                        + " \"sum_hessian\": [1]}]}}}}",
                "outputs");
    }

    @Test
    void leavesThatShareOneLongRowOfValuesAreRefusedBeforeEachGetsItsOwn() {
        int width = 10_000;
        String leaves = repeated("-1", 1000);
        refused(
                """
                {"learner": {"gradient_booster": {"model": {"trees": [{"left_children": [%s,%s,-1],
                "right_children": [%s,%s], "split_indices": [%5$s], "split_conditions": [%5$s], "default_left": [%5$s],
                "sum_hessian": [%5$s], "leaf_weights": [%6$s], "tree_param": {"size_leaf_vector": "%7$d"}}]}}}}""".formatted(
                        IntStream.range(0, 1000).mapToObj(i -> "" + (2 * i + 1)).collect(Collectors.joining(",")),
                        leaves,
                        IntStream.range(0, 1000).mapToObj(i -> "" + (2 * i + 2)).collect(Collectors.joining(",")),
                        repeated("0", 1001),
                        repeated("0", 2001),
                        repeated("1", width),
                        width),
                "values in leaves");
    }

    @Test
    void aUbjTextThatIsLongerThanAnyNameIsRefused() {
        byte[] names = "{i\7learner{i\15feature_names[Sl\2\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> Models.read(names, LIMITS))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("text of 33554432 bytes");
    }

    /** With less allocated, all told, than a small multiple of the heap that the limits are for: not only not kept. */
    private static void refused(String content, String says) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        assertThatThrownBy(() -> Models.read(bytes, LIMITS))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(says);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(3 * HEAP);
    }

    private static String repeated(String what, int times) {
        return (what + ",").repeat(times - 1) + what;
    }

    private static String numbers(int count, int from) {
        return IntStream.range(from, from + count).mapToObj(Integer::toString).collect(Collectors.joining(","));
    }
}
