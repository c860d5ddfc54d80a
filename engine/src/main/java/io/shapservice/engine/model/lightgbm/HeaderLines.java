package io.shapservice.engine.model.lightgbm;

import io.shapservice.engine.model.ModelException;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** The lines before the first tree. */
final class HeaderLines {
    private static final int MAX_COUNT = 1 << 30;

    private final int maxFeatures;
    private String version = "";
    private int outputs = 1;
    private int maxFeature = -1;
    private String objective = "";
    private List<String> names = List.of();
    private boolean averaged;
    private int treeCount = -1;

    /** @param maxFeatures more names than these are not kept apart */
    HeaderLines(int maxFeatures) {
        this.maxFeatures = maxFeatures;
    }

    /** Reads the present line. */
    void read(TextLines lines) throws IOException, ModelException {
        switch (lines.key()) {
            case "version" -> version = version(lines);
            case "num_tree_per_iteration" -> outputs = count(lines, 1);
            case "max_feature_idx" -> maxFeature = count(lines, 0);
            case "objective" -> objective = lines.text();
            case "feature_names" -> names = names(lines.text(), maxFeatures);
            case "average_output" -> averaged = true;
            case "tree_sizes" -> treeCount = lines.numbers().length;
            default -> {}
        }
    }

    private static String version(TextLines lines) throws IOException, ModelException {
        String version = lines.text();
        if (!version.matches("v[2-4]")) {
            throw lines.broken("version '" + version.substring(0, Math.min(20, version.length()))
                    + "' of the format; v2, v3 and v4 are read");
        }
        return version;
    }

    private static int count(TextLines lines, int least) throws IOException, ModelException {
        int count = lines.integer();
        if (count < least || count > MAX_COUNT) {
            throw lines.broken(count + " is impossible");
        }
        return count;
    }

    private static List<String> names(String line, int most) {
        List<String> names = line.isBlank() ? List.of() : List.of(line.strip().split(" +", most + 1));
        // LightGBM's own names for columns without one: nobody's table is headed so.
        boolean made =
                IntStream.range(0, names.size()).allMatch(i -> names.get(i).equals("Column_" + i));
        return made ? List.of() : names;
    }

    void check(TextLines lines) throws ModelException {
        if (version.isEmpty() || maxFeature < 0) {
            throw lines.broken("before the trees, there is no " + (version.isEmpty() ? "version" : "max_feature_idx"));
        }
    }

    String version() {
        return version;
    }

    int outputs() {
        return outputs;
    }

    int features() {
        return maxFeature + 1;
    }

    String objective() {
        return objective;
    }

    List<String> featureNames() {
        return names;
    }

    /** A random forest: predictions are the mean over the trees. */
    boolean averaged() {
        return averaged;
    }

    /** Trees that the file announces, or −1. */
    int treeCount() {
        return treeCount;
    }
}
