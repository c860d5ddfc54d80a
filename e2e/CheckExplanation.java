import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/**
 * {@code java CheckExplanation.java DIR SAMPLE}: DIR/values.npy, prediction.npy and base_values.npy equal SAMPLE-shap.npy,
 * -predictions.npy and -base.npy, and add up. Everything within 1e-5 of the predictions' scale.
 */
final class CheckExplanation {

    private static final double TOLERANCE = 1e-5;

    public static void main(String[] arguments) throws IOException {
        Path out = Path.of(arguments[0]);
        double[] expected = read(Path.of(arguments[1] + "-predictions.npy"));
        double[] prediction = read(out.resolve("prediction.npy"));
        double[] values = read(out.resolve("values.npy"));
        double[] base = read(out.resolve("base_values.npy"));
        double limit = TOLERANCE * IntStream.range(0, expected.length).mapToDouble(i -> Math.abs(expected[i])).max().orElseThrow();

        boolean right = check("values", difference(values, read(Path.of(arguments[1] + "-shap.npy"))), limit)
                & check("prediction", difference(prediction, expected), limit)
                & check("base value", Math.abs(base[0] - read(Path.of(arguments[1] + "-base.npy"))[0]), limit)
                & check("sum of values and base", difference(sums(values, base, prediction.length), prediction), limit);
        System.exit(right ? 0 : 1);
    }

    private static boolean check(String what, double difference, double limit) {
        boolean right = difference <= limit; // false for NaN
        System.out.printf("%s %s: off by %.2e at most, allowed %.2e%n", right ? "ok  " : "FAIL", what, difference, limit);
        return right;
    }

    private static double difference(double[] a, double[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException("%d numbers, but %d expected".formatted(a.length, b.length));
        }
        return IntStream.range(0, a.length).mapToDouble(i -> Math.abs(a[i] - b[i])).reduce(0, Math::max);
    }

    private static double[] sums(double[] values, double[] base, int rows) {
        int features = values.length / rows;
        return IntStream.range(0, rows)
                .mapToDouble(row -> base[base.length == 1 ? 0 : row]
                        + IntStream.range(0, features).mapToDouble(f -> values[row * features + f]).sum())
                .toArray();
    }

    /** The numbers of a little-endian float array in row order, whatever its shape. */
    private static double[] read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int start = bytes.get(6) == 1 ? 10 + bytes.getShort(8) : 12 + bytes.getInt(8);
        String header = new String(bytes.array(), 0, start, ISO_8859_1);
        if (!header.contains("'fortran_order': False")) {
            throw new IllegalArgumentException(file + " is not in row order: " + header);
        }
        bytes.position(start);
        boolean wide = header.contains("<f8");
        if (!wide && !header.contains("<f4")) {
            throw new IllegalArgumentException(file + " holds no floats: " + header);
        }
        return IntStream.range(0, bytes.remaining() / (wide ? 8 : 4))
                .mapToDouble(i -> wide ? bytes.getDouble() : bytes.getFloat())
                .toArray();
    }
}
