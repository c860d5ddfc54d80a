package io.shapservice.benchmarks;

import io.shapservice.engine.table.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * An XGBoost model that is the same each time, and rows for it. Every tree is complete; features repeat on a path, as they do in a
 * model that was trained on few columns.
 *
 * @param depth splits on every path
 */
record RandomForest(int trees, int depth, int features) {
    /** "100x8": trees and depth, on the eight columns of California housing. */
    static RandomForest of(String shape) {
        String[] numbers = shape.split("x", -1);
        return new RandomForest(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), 8);
    }

    private static RandomGenerator random() {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    }

    Table rows(int count) {
        RandomGenerator random = random();
        double[] values = new double[count * features];
        Arrays.setAll(values, i -> random.nextDouble());
        return new Table(values, count, features, List.of());
    }

    /** As {@code booster.save_model("model.json")} writes it. */
    byte[] json() {
        RandomGenerator random = random();
        StringBuilder text = new StringBuilder(trees * (90 << depth));
        text.append(
                        "{\"learner\":{\"attributes\":{},\"feature_names\":[],\"feature_types\":[],\"gradient_booster\":{\"model\":{")
                .append("\"gbtree_model_param\":{\"num_parallel_tree\":\"1\",\"num_trees\":\"%d\"},".formatted(trees))
                .append("\"tree_info\":")
                .append(Arrays.toString(new int[trees]))
                .append(",\"trees\":[");
        for (int t = 0; t < trees; t++) {
            tree(text.append(t == 0 ? "" : ","), t, random);
        }
        text.append("]},\"name\":\"gbtree\"},")
                .append("\"learner_model_param\":{\"base_score\":\"5E-1\",\"num_class\":\"0\",\"num_feature\":\"%d\","
                        .formatted(features))
                .append("\"num_target\":\"1\"},\"objective\":{\"name\":\"reg:squarederror\",")
                .append("\"reg_loss_param\":{\"scale_pos_weight\":\"1\"}}},\"version\":[3,4,1]}");
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Node i has the children 2i + 1 and 2i + 2. */
    private void tree(StringBuilder text, int id, RandomGenerator random) {
        int nodes = (2 << depth) - 1;
        int inner = nodes / 2;
        int[] left = new int[nodes];
        int[] right = new int[nodes];
        int[] feature = new int[nodes];
        List<String> condition = new ArrayList<>(nodes);
        double[] cover = new double[nodes];
        cover[0] = 1 << (depth + 4);
        for (int i = 0; i < nodes; i++) {
            boolean leaf = i >= inner;
            left[i] = leaf ? -1 : 2 * i + 1;
            right[i] = leaf ? -1 : 2 * i + 2;
            feature[i] = leaf ? 0 : random.nextInt(features);
            condition.add(String.format(Locale.ROOT, "%.7f", leaf ? random.nextGaussian() : random.nextDouble()));
            if (!leaf) {
                cover[2 * i + 1] = cover[i] * random.nextDouble(0.1, 0.9);
                cover[2 * i + 2] = cover[i] - cover[2 * i + 1];
            }
        }
        String zeros = Arrays.toString(new int[nodes]);
        text.append("{\"categories\":[],\"categories_nodes\":[],\"categories_segments\":[],\"categories_sizes\":[],")
                .append("\"base_weights\":%s,\"loss_changes\":%s,".formatted(condition, condition))
                .append("\"default_left\":%s,\"split_type\":%s,\"id\":%d,".formatted(zeros, zeros, id))
                .append("\"left_children\":%s,\"right_children\":%s,"
                        .formatted(Arrays.toString(left), Arrays.toString(right)))
                .append("\"split_indices\":%s,\"split_conditions\":%s,".formatted(Arrays.toString(feature), condition))
                .append("\"sum_hessian\":%s,".formatted(Arrays.toString(cover)))
                .append("\"tree_param\":{\"num_deleted\":\"0\",\"num_feature\":\"%d\",\"num_nodes\":\"%d\","
                        .formatted(features, nodes))
                .append("\"size_leaf_vector\":\"1\"}}");
    }
}
