package io.shapservice.engine.explain;

import io.shapservice.engine.background.Background;
import java.util.Arrays;

/** Interventional values by their definition: every mixture of the row and each background row is predicted. */
final class BackgroundBruteForce {
    private final RandomModel model;
    private final Background background;
    private final int features;

    BackgroundBruteForce(RandomModel model, Background background) {
        this.model = model;
        this.background = background;
        this.features = model.ensemble().features();
    }

    double margin(double[] row, int output) {
        double sum = model.base()[output];
        for (RandomModel.Part part : model.parts(output)) {
            sum += part.tree().value(row, (1 << features) - 1, part.leafValue());
        }
        return sum;
    }

    double[] backgroundRow(int z) {
        return Arrays.copyOfRange(background.rows().values(), z * features, (z + 1) * features);
    }

    /** {@code [F]}: values of one pair of rows. */
    double[] pair(double[] row, int z, int output) {
        double[] value = new double[1 << features];
        double[] other = backgroundRow(z);
        for (int coalition = 0; coalition < value.length; coalition++) {
            double[] mixed = other.clone();
            for (int j = 0; j < features; j++) {
                mixed[j] = (coalition >> j & 1) == 1 ? row[j] : other[j];
            }
            value[coalition] = margin(mixed, output);
        }
        double[] phi = new double[features];
        for (int j = 0; j < features; j++) {
            for (int coalition = 0; coalition < value.length; coalition++) {
                if ((coalition >> j & 1) == 0) {
                    phi[j] += weight(Integer.bitCount(coalition)) * (value[coalition | 1 << j] - value[coalition]);
                }
            }
        }
        return phi;
    }

    /** |S|! (F − |S| − 1)! / F! */
    private double weight(int size) {
        double weight = 1.0 / features;
        for (int i = 1; i <= size; i++) {
            weight *= (double) i / (features - i);
        }
        return weight;
    }
}
