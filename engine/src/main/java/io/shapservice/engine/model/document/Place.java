package io.shapservice.engine.model.document;

/** Where in a document a cursor is, as in {@code learner.gradient_booster.model.trees[3].split_indices}. */
final class Place {
    static final int MAX_DEPTH = 64;
    private static final int MAX_NAME = 80;

    private final String[] names = new String[MAX_DEPTH];
    private final int[] indexes = new int[MAX_DEPTH];
    private int depth;

    boolean isFull() {
        return depth == MAX_DEPTH;
    }

    void enter() {
        depth++;
        names[depth - 1] = "";
        indexes[depth - 1] = -1;
    }

    void leave() {
        depth--;
    }

    void field(String name) {
        names[depth - 1] = name;
    }

    void element(int index) {
        indexes[depth - 1] = index;
    }

    @Override
    public String toString() {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            if (indexes[i] >= 0) {
                path.append('[').append(indexes[i]).append(']');
            } else if (!names[i].isEmpty()) {
                path.append(path.isEmpty() ? "" : ".").append(names[i], 0, Math.min(names[i].length(), MAX_NAME));
            }
        }
        return path.isEmpty() ? "the top" : path.toString();
    }
}
