package io.shapservice.engine.model.lightgbm;

import io.shapservice.engine.ensemble.CategorySplits;
import io.shapservice.engine.model.ModelException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The sets of categories of one tree: set i is the bits of words {@code cat_boundaries[i] … cat_boundaries[i + 1]} of
 * {@code cat_threshold}. Members go left. Several splits may share a set, so that sets take no more memory than the file.
 */
final class CategorySets {
    private static final int WORD_BITS = 32;

    private final TextLines lines;
    private final List<CategorySplits.Split> all = new ArrayList<>();

    CategorySets(TextLines lines, int[] boundaries, int[] words) throws ModelException {
        this.lines = lines;
        for (int i = 0; i + 1 < boundaries.length; i++) {
            int from = boundaries[i];
            int to = boundaries[i + 1];
            if (from < 0 || to < from || to > words.length) {
                throw lines.brokenPart("cat_boundaries has " + from + " and " + to + " of " + words.length
                        + " words in cat_threshold");
            }
            all.add(CategorySplits.Split.membersLeft(members(words, from, to)));
        }
    }

    private static BitSet members(int[] words, int from, int to) {
        long[] bits = new long[(to - from + 1) / 2];
        for (int w = from; w < to; w++) {
            bits[(w - from) / 2] |= (words[w] & 0xffff_ffffL) << ((w - from) % 2 * WORD_BITS);
        }
        return BitSet.valueOf(bits);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    List<CategorySplits.Split> all() {
        return all;
    }

    /** @param threshold of a split on categories: the number of its set */
    int number(double threshold, int node) throws ModelException {
        int set = (int) threshold;
        if (set != threshold || set < 0 || set >= all.size()) {
            throw lines.brokenPart("node " + node + " has the set of categories " + threshold + " of " + all.size()
                    + " (cat_boundaries)");
        }
        return set;
    }
}
