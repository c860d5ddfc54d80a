package io.shapservice.engine.ensemble;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** Small trees of every shape that a file may hold, with nodes in a shuffled order. */
public final class RandomTrees {
    public static final int CATEGORIES = 5;

    private final RandomGenerator random;
    private final int features;
    private final int width;
    private final List<int[]> children = new ArrayList<>();

    private RandomTrees(RandomGenerator random, int features, int width) {
        this.random = random;
        this.features = features;
        this.width = width;
    }

    /** Features from {@code features / 2} on may be split on as categories 0 … {@link #CATEGORIES} − 1. */
    public static SourceTree tree(RandomGenerator random, int features, int width, int maxDepth) {
        return new RandomTrees(random, features, width).grow(maxDepth);
    }

    private SourceTree grow(int maxDepth) {
        subtree(maxDepth);
        int nodes = children.size();
        List<Integer> shuffled = new ArrayList<>();
        for (int i = 1; i < nodes; i++) {
            shuffled.add(i);
        }
        Collections.shuffle(shuffled, new java.util.Random(random.nextLong()));
        shuffled.addFirst(0);
        int[] left = new int[nodes];
        int[] right = new int[nodes];
        for (int i = 0; i < nodes; i++) {
            int[] of = children.get(i);
            left[shuffled.get(i)] = of.length == 0 ? -1 : shuffled.get(of[0]);
            right[shuffled.get(i)] = of.length == 0 ? -1 : shuffled.get(of[1]);
        }
        return filled(left, right);
    }

    private int subtree(int depth) {
        int own = children.size();
        children.add(new int[0]);
        if (depth > 0 && random.nextInt(6) > 0) {
            int left = subtree(depth - 1);
            int right = subtree(depth - 1);
            children.set(own, new int[] {left, right});
        }
        return own;
    }

    private SourceTree filled(int[] left, int[] right) {
        int nodes = left.length;
        int[] feature = new int[nodes];
        double[] threshold = new double[nodes];
        double[] cover = new double[nodes];
        MissingRule[] missing = new MissingRule[nodes];
        BitSet defaultLeft = new BitSet();
        int[] categorySplit = new int[nodes];
        Arrays.fill(categorySplit, -1);
        List<CategorySplits.Split> categories = new ArrayList<>();
        int[] leafRow = new int[nodes];
        double[] values = new double[nodes * width];
        for (int i = 0; i < nodes; i++) {
            feature[i] = random.nextInt(features);
            threshold[i] = threshold();
            cover[i] = random.nextInt(5) == 0 ? 0 : random.nextDouble(100);
            missing[i] = MissingRule.ofCode(random.nextInt(3));
            defaultLeft.set(i, random.nextBoolean());
            leafRow[i] = nodes - 1 - i;
            if (left[i] >= 0 && feature[i] >= features / 2 && random.nextInt(3) == 0) {
                categorySplit[i] = categories.size();
                categories.add(split());
            }
        }
        Arrays.setAll(values, i -> random.nextGaussian());
        return new SourceTree(
                left,
                right,
                feature,
                threshold,
                cover,
                defaultLeft,
                missing,
                categorySplit,
                categories,
                leafRow,
                values,
                width,
                0);
    }

    private double threshold() {
        return switch (random.nextInt(12)) {
            case 0 -> Double.POSITIVE_INFINITY;
            case 1 -> Double.NEGATIVE_INFINITY;
            case 2 -> 0;
            // Few distinct numbers, so that rows meet thresholds exactly.
            default -> random.nextInt(-4, 5) * 0.5;
        };
    }

    private CategorySplits.Split split() {
        BitSet members = new BitSet();
        for (int c = 0; c < CATEGORIES; c++) {
            members.set(c, random.nextBoolean());
        }
        return switch (random.nextInt(3)) {
            case 0 -> CategorySplits.Split.membersLeft(members);
            case 1 -> CategorySplits.Split.membersRight(members);
            default -> new CategorySplits.Split(members, CATEGORIES, random.nextBoolean(), CategoryCode.EXACT);
        };
    }

    /** Values that fall on, between and beyond thresholds, with NaN and infinities. */
    public static double value(RandomGenerator random) {
        return switch (random.nextInt(12)) {
            case 0 -> Double.NaN;
            case 1 -> Double.POSITIVE_INFINITY;
            case 2 -> Double.NEGATIVE_INFINITY;
            case 3 -> -0.0;
            case 4, 5, 6 -> random.nextInt(-4, 6) * 0.5;
            default -> random.nextGaussian() * 2;
        };
    }
}
