package io.shapservice.engine.explain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Columns that are shown as one feature, such as the one-hot columns of one category: their contributions add up under the
 * group's name. By additivity nothing is lost. Columns of no group stay as they are.
 *
 * @param groups no two with the same name, no column in two
 */
public record FeatureGroups(List<Group> groups) {
    public static final FeatureGroups NONE = new FeatureGroups(List.of());

    /**
     * @param columns names of the model's features; for a model without names positions from 0, as {@code 3} or {@code f3}
     */
    public record Group(String name, List<String> columns) {
        /** @throws IllegalArgumentException saying what is wrong, for people */
        public Group {
            columns = List.copyOf(columns);
            if (name.isBlank()) {
                throw new IllegalArgumentException("a feature group has no name; write group=name:columnA,columnB");
            }
            if (columns.isEmpty()) {
                throw new IllegalArgumentException("the feature group '" + name + "' has no columns");
            }
        }
    }

    /** @throws IllegalArgumentException saying what is wrong, for people */
    public FeatureGroups {
        groups = List.copyOf(groups);
        Set<String> names = new HashSet<>();
        Set<String> columns = new HashSet<>();
        for (Group group : groups) {
            if (!names.add(group.name())) {
                throw new IllegalArgumentException("two feature groups have the name '" + group.name() + "'");
            }
            for (String column : group.columns()) {
                if (!columns.add(column)) {
                    throw new IllegalArgumentException("the column '" + column
                            + "' is in two feature groups, or twice in one; its contribution can be counted only once");
                }
            }
        }
    }

    /**
     * One group from {@code name:columnA,columnB}. The first colon ends the name; columns cannot contain commas here.
     *
     * @throws IllegalArgumentException saying what is wrong, for people
     */
    public static Group parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException(
                    "the feature group '" + text + "' names no columns; write group=name:columnA,columnB");
        }
        List<String> columns = new ArrayList<>();
        for (String column : text.substring(colon + 1).split(",", -1)) {
            if (column.isBlank()) {
                throw new IllegalArgumentException("the feature group '" + text + "' has an empty column name");
            }
            columns.add(column.strip());
        }
        return new Group(text.substring(0, colon).strip(), columns);
    }

    /** As {@link #parse}, of several. */
    public static FeatureGroups parseAll(List<String> texts) {
        return texts.isEmpty()
                ? NONE
                : new FeatureGroups(texts.stream().map(FeatureGroups::parse).toList());
    }

    /**
     * What the places of grouped values are called.
     *
     * @param columns names of the model's features; empty when it has none
     * @throws UnsupportedOptionsException for a column that the model does not have
     */
    public List<String> namesFrom(List<String> columns, int features) throws UnsupportedOptionsException {
        return isEmpty() ? columns : GroupLayout.of(this, columns, features).namesFrom(columns);
    }

    public boolean isEmpty() {
        return groups.isEmpty();
    }
}
