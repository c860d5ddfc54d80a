package io.shapservice.engine.explain;

import io.shapservice.engine.background.Background;
import io.shapservice.engine.explain.ExplainOptions.Method;
import io.shapservice.engine.explain.ExplainOptions.Output;
import io.shapservice.engine.explain.ExplainOptions.Precision;
import io.shapservice.engine.golden.GoldenCase;
import io.shapservice.engine.table.Table;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A digest of every bit that each variant of the kernels gives for some golden cases. A program of its own, so that a test can run it
 * in JVMs of other modes. Its argument is how often each is computed, by all that the JVM has compiled until then.
 */
final class ValueDigests {
    /** From one point of quadrature to several passes; repeated features, categories, vector leaves. */
    private static final List<String> CASES = List.of(
            "xgb_reg_d3", "xgb_reg_d8", "xgb_deep16", "xgb_cat_partition", "xgb_vector_leaf", "lgb_categorical");

    private static final int ROWS = 48;

    /** Threads, and rows of the slices that they take. */
    private record Division(int threads, int slice) {}

    private static final List<Division> DIVISIONS =
            List.of(new Division(1, ROWS), new Division(2, 17), new Division(7, 7), new Division(1, 1));

    private ValueDigests() {}

    public static void main(String[] args) throws Exception {
        for (String line : lines(Integer.parseInt(args[0]))) {
            System.out.println(line);
        }
    }

    /** {@code case precision kind digest}, the digest once only if all repeats and divisions agree. */
    static List<String> lines(int repeats) throws Exception {
        List<String> lines = new ArrayList<>();
        for (String name : CASES) {
            GoldenCase golden = GoldenCase.named(name);
            for (Precision precision : Precision.values()) {
                lines.add(line(golden, new ExplainOptions(Method.PATH, false, Output.RAW, precision), repeats));
                lines.add(line(golden, new ExplainOptions(Method.PATH, true, Output.RAW, precision), repeats));
                if (golden.tolerance().containsKey("shap_interventional")) {
                    lines.add(line(
                            golden, new ExplainOptions(Method.INTERVENTIONAL, false, Output.RAW, precision), repeats));
                }
            }
        }
        return lines;
    }

    private static String line(GoldenCase golden, ExplainOptions options, int repeats) throws Exception {
        Background background = options.method() == Method.INTERVENTIONAL ? Background.of(golden.background()) : null;
        Explainer explainer = Explainers.create(golden.ensemble(), options, background);
        Table rows = golden.firstRows(ROWS);
        List<String> digests = new ArrayList<>();
        for (int i = 0; i < repeats; i++) {
            for (Division division : DIVISIONS) {
                digests.add(digest(explainer, rows, division));
            }
        }
        return "%s %s %s %s %s"
                .formatted(
                        golden,
                        options.method(),
                        options.interactions(),
                        options.precision(),
                        digests.stream().distinct().toList());
    }

    private static String digest(Explainer explainer, Table rows, Division division) throws Exception {
        List<Future<Explanation>> slices = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(division.threads())) {
            for (int from = 0; from < rows.rows(); from += division.slice()) {
                Table slice = Tables.slice(rows, from, Math.min(division.slice(), rows.rows() - from));
                slices.add(threads.submit(() -> explainer.explain(slice, Progress.NONE)));
            }
        }
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        List<Function<Explanation, double @Nullable []>> arrays =
                List.of(Explanation::values, Explanation::prediction, Explanation::interactions);
        for (Function<Explanation, double @Nullable []> array : arrays) {
            for (Future<Explanation> slice : slices) {
                update(digest, array.apply(slice.get()));
            }
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    private static void update(MessageDigest digest, double @Nullable [] values) {
        if (values == null) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES);
        for (double value : values) {
            bytes.putLong(Double.doubleToRawLongBits(value));
        }
        digest.update(bytes.flip());
    }
}
