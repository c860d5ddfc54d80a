package io.shapservice.cli.terminal;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The features that move predictions most: mean |SHAP value| over all rows and outputs, as bars. */
public final class TopFeatures {
    private static final int BAR_COLUMNS = 40;

    private TopFeatures() {}

    public static List<String> lines(List<String> names, double[] meanMagnitude, int shown) {
        double most = IntStream.range(0, meanMagnitude.length)
                .mapToDouble(f -> meanMagnitude[f])
                .max()
                .orElse(0);
        var order = IntStream.range(0, meanMagnitude.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer f) -> -meanMagnitude[f]))
                .limit(shown)
                .toList();
        int width = order.stream().mapToInt(f -> names.get(f).length()).max().orElse(0);
        return order.stream()
                .map(f -> {
                    var label = " ".repeat(width - names.get(f).length()) + names.get(f);
                    var bar = Bar.right(most > 0 ? meanMagnitude[f] / most * BAR_COLUMNS : 0, BAR_COLUMNS);
                    return "  %s %9s  %s"
                            .formatted(label, Figures.value(meanMagnitude[f]), bar)
                            .stripTrailing();
                })
                .toList();
    }
}
