package io.shapservice.cli.terminal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The explanation of one row as signed bars, largest contribution first, from the base value to the prediction. */
public final class ContributionChart {
    private static final int BAR_COLUMNS = 40;

    private ContributionChart() {}

    /** One feature of the row: its name, its value in the row, and what it adds to the base value. */
    public record Contribution(String feature, double value, double contribution) {}

    /**
     * @param contributions all features of one row
     * @param shown at most so many get a line of their own; the rest are summed in one
     * @return the lines
     */
    public static List<String> lines(double base, List<Contribution> contributions, double prediction, int shown) {
        var sorted = contributions.stream()
                .sorted(Comparator.comparingDouble((Contribution c) -> -Math.abs(c.contribution())))
                .toList();
        var named = sorted.subList(0, Math.min(shown, sorted.size()));
        double rest = sorted.stream()
                .skip(named.size())
                .mapToDouble(Contribution::contribution)
                .sum();
        var scale = Scale.of(named, rest);
        int width = Math.max(
                12, named.stream().mapToInt(c -> c.feature().length()).max().orElse(0));

        var lines = new ArrayList<String>();
        lines.add(line(width, "base value", "", Figures.value(base), ""));
        for (var c : named) {
            lines.add(line(
                    width,
                    c.feature(),
                    "= " + Figures.value(c.value()),
                    Figures.signed(c.contribution()),
                    scale.bar(c.contribution())));
        }
        if (sorted.size() > named.size()) {
            var label = (sorted.size() - named.size()) + " others";
            lines.add(line(width, label, "", Figures.signed(rest), scale.bar(rest)));
        }
        lines.add(line(width, "prediction", "", Figures.value(prediction), ""));
        return lines;
    }

    private static String line(int width, String label, String value, String amount, String bar) {
        var padded = " ".repeat(width - label.length()) + label;
        return "  %s %-10s %9s  %s".formatted(padded, value, amount, bar).stripTrailing();
    }

    /** Divides the columns between the negative and the positive side, so that both have one scale. */
    private record Scale(int leftColumns, int rightColumns, double perUnit) {
        static Scale of(List<Contribution> named, double rest) {
            double most = Math.max(rest, 0);
            double least = Math.min(rest, 0);
            for (var c : named) {
                most = Math.max(most, c.contribution());
                least = Math.min(least, c.contribution());
            }
            double span = most - least;
            if (!(span > 0)) {
                return new Scale(0, BAR_COLUMNS, 0);
            }
            int left = (int) Math.ceil(BAR_COLUMNS * -least / span);
            return new Scale(left, BAR_COLUMNS - left, (BAR_COLUMNS - 1) / span);
        }

        String bar(double amount) {
            return amount < 0
                    ? Bar.left(-amount * perUnit, leftColumns) + "│"
                    : " ".repeat(leftColumns) + "│" + Bar.right(amount * perUnit, rightColumns);
        }
    }
}
