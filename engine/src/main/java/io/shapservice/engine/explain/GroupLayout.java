package io.shapservice.engine.explain;

import io.shapservice.engine.ensemble.TreeEnsemble;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where a model's columns go when some are grouped: a group stands where the first of its columns stood, everything else keeps
 * its order.
 *
 * @param target for each column its place in the result
 * @param names of the places, in order
 * @param size places
 */
record GroupLayout(int[] target, List<Place> names, int size) {
    /** @param column the first column that is shown here; {@code group} is its name, or empty for a column alone */
    record Place(int column, String group) {}

    static GroupLayout of(FeatureGroups groups, TreeEnsemble model) throws UnsupportedOptionsException {
        return of(groups, model.featureNames(), model.features());
    }

    /** @param columns names of the model's features; empty when it has none */
    static GroupLayout of(FeatureGroups groups, List<String> columns, int features) throws UnsupportedOptionsException {
        Map<Integer, String> groupOf = members(groups, columns, features);
        checkNames(groups, columns, groupOf);
        int[] target = new int[features];
        List<Place> places = new ArrayList<>();
        Map<String, Integer> placeOf = new HashMap<>();
        for (int column = 0; column < target.length; column++) {
            String group = groupOf.getOrDefault(column, "");
            int next = places.size();
            int place = group.isEmpty() ? next : placeOf.computeIfAbsent(group, g -> next);
            if (place == next) {
                places.add(new Place(column, group));
            }
            target[column] = place;
        }
        return new GroupLayout(target, List.copyOf(places), places.size());
    }

    private static Map<Integer, String> members(FeatureGroups groups, List<String> columns, int features)
            throws UnsupportedOptionsException {
        Map<Integer, String> groupOf = new HashMap<>();
        for (FeatureGroups.Group group : groups.groups()) {
            for (String column : group.columns()) {
                if (groupOf.put(position(column, group, columns, features), group.name()) != null) {
                    throw new UnsupportedOptionsException("the column '" + column
                            + "' is in two feature groups, or twice in one; its contribution can be counted only once");
                }
            }
        }
        return groupOf;
    }

    private static int position(String column, FeatureGroups.Group group, List<String> columns, int features)
            throws UnsupportedOptionsException {
        int position = columns.isEmpty() ? number(column, features) : columns.indexOf(column);
        if (position < 0) {
            String known = columns.isEmpty()
                    ? "has no feature names: give positions 0 to " + (features - 1)
                    : "has no such feature";
            throw new UnsupportedOptionsException("the feature group '" + group.name() + "' names the column '" + column
                    + "', but the model " + known);
        }
        return position;
    }

    private static int number(String column, int features) {
        String digits = column.startsWith("f") ? column.substring(1) : column;
        if (digits.isEmpty() || digits.length() > 9 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        int number = Integer.parseInt(digits);
        return number < features ? number : -1;
    }

    /** A group may take over the name of one of its own columns, but not that of a column that stays. */
    private static void checkNames(FeatureGroups groups, List<String> columns, Map<Integer, String> groupOf)
            throws UnsupportedOptionsException {
        Set<String> names = new HashSet<>();
        groups.groups().forEach(g -> names.add(g.name()));
        for (int column = 0; column < columns.size(); column++) {
            String name = columns.get(column);
            if (names.contains(name) && !groupOf.containsKey(column)) {
                throw new UnsupportedOptionsException("the feature group '" + name
                        + "' has the name of a feature that is in no group; give the group another name");
            }
        }
    }

    /** @param columnNames of the columns before grouping; empty when there are none */
    List<String> namesFrom(List<String> columnNames) {
        return names.stream()
                .map(place -> {
                    if (!place.group().isEmpty()) {
                        return place.group();
                    }
                    return columnNames.isEmpty() ? "f" + place.column() : columnNames.get(place.column());
                })
                .toList();
    }
}
