package io.shapservice.engine.table;

import io.shapservice.engine.ensemble.TreeEnsemble;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Brings a table's columns into a model's order. */
public final class Columns {
    private static final int LISTED = 10;

    private Columns() {}

    /**
     * By name when both the table and the model have names, else by position.
     *
     * @return {@code table} itself when its columns are in order
     * @throws TableException listing what is missing, extra and doubled
     */
    public static Table align(Table table, TreeEnsemble model) throws TableException {
        return align(table, model, false);
    }

    /** @param ignoreExtra leave out named columns that the model does not have, instead of refusing them */
    public static Table align(Table table, TreeEnsemble model, boolean ignoreExtra) throws TableException {
        if (table.columnNames().isEmpty() || model.featureNames().isEmpty()) {
            if (table.columns() != model.features()) {
                throw new TableException(
                        TableException.Kind.COLUMNS,
                        "The rows have " + table.columns() + " columns, the model has " + model.features()
                                + " features.");
            }
            return table;
        }
        if (table.columnNames().equals(model.featureNames())) {
            return table;
        }
        return select(table, model.featureNames(), positions(table, model.featureNames(), ignoreExtra));
    }

    private static int[] positions(Table table, List<String> wanted, boolean ignoreExtra) throws TableException {
        Map<String, Integer> position = new HashMap<>();
        List<String> doubled = new ArrayList<>();
        for (int i = 0; i < table.columns(); i++) {
            if (position.putIfAbsent(table.columnNames().get(i), i) != null) {
                doubled.add(table.columnNames().get(i));
            }
        }
        Set<String> known = new HashSet<>(wanted);
        List<String> missing =
                wanted.stream().filter(n -> !position.containsKey(n)).toList();
        List<String> extra = ignoreExtra
                ? List.of()
                : table.columnNames().stream().filter(n -> !known.contains(n)).toList();
        if (ignoreExtra) {
            doubled.retainAll(known);
        }
        if (!missing.isEmpty() || !extra.isEmpty() || !doubled.isEmpty()) {
            throw new TableException(
                    TableException.Kind.COLUMNS,
                    "The columns are not the model's: " + String.join("; ", problems(missing, extra, doubled)) + "."
                            + indexHint(extra));
        }
        return wanted.stream().mapToInt(position::get).toArray();
    }

    private static List<String> problems(List<String> missing, List<String> extra, List<String> doubled) {
        List<String> problems = new ArrayList<>();
        list("missing", missing, problems);
        list("extra", extra, problems);
        list("doubled", doubled, problems);
        return problems;
    }

    private static void list(String what, List<String> names, List<String> to) {
        if (!names.isEmpty()) {
            List<String> shown =
                    names.stream().limit(LISTED).map(CsvNumbers::shown).toList();
            String more = names.size() > LISTED ? " and " + (names.size() - LISTED) + " more" : "";
            to.add(what + " " + String.join(", ", shown) + more);
        }
    }

    private static String indexHint(List<String> extra) {
        boolean index = extra.contains("") || extra.contains("index") || extra.contains("Unnamed: 0");
        return index ? " If one is an index, pandas leaves it out with to_csv(…, index=False)." : "";
    }

    private static Table select(Table table, List<String> names, int[] from) {
        int columns = names.size();
        double[] values = new double[table.rows() * columns];
        for (int row = 0; row < table.rows(); row++) {
            for (int c = 0; c < columns; c++) {
                values[row * columns + c] = table.values()[row * table.columns() + from[c]];
            }
        }
        return new Table(values, table.rows(), columns, names);
    }
}
