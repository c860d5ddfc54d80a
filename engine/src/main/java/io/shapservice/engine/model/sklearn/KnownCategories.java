package io.shapservice.engine.model.sklearn;

import io.shapservice.engine.ensemble.CategoryBudget;
import io.shapservice.engine.ensemble.CategoryCode;
import io.shapservice.engine.ensemble.CategorySplits;
import io.shapservice.engine.ensemble.EnsembleException;
import io.shapservice.engine.ensemble.EnsembleLimits;
import io.shapservice.engine.ensemble.FeatureCategories;
import io.shapservice.engine.ensemble.FeatureCategories.Unseen;
import io.shapservice.engine.model.ModelException;
import io.shapservice.engine.model.document.DocumentCursor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code known_categories}: null, or for each categorical feature the categories seen in training. At a split on categories, one
 * that is known goes left when it is listed there, else right; NaN and an unknown one go the way of missing values.
 */
final class KnownCategories {
    private final Map<Integer, BitSet> ofFeature = new HashMap<>();
    private final Map<Integer, List<String>> names = new HashMap<>();
    private final CategoryBudget budget;

    KnownCategories(EnsembleLimits limits) {
        this.budget = new CategoryBudget(limits);
    }

    void read(DocumentCursor cursor) throws IOException, ModelException {
        if (cursor.isNull()) {
            cursor.skip();
            return;
        }
        cursor.object(name -> {
            BitSet codes = codes(cursor);
            try {
                budget.take(codes.length());
            } catch (EnsembleException e) {
                throw cursor.broken(e);
            }
            ofFeature.put(feature(cursor, name), codes);
        });
    }

    /** {@code category_names}: null, or for some of these features a name for each category, in ascending order of the categories. */
    void readNames(DocumentCursor cursor) throws IOException, ModelException {
        if (cursor.isNull()) {
            cursor.skip();
            return;
        }
        cursor.object(name -> {
            List<String> ofCategories = new ArrayList<>();
            cursor.array(i -> {
                ofCategories.add(cursor.text());
                try {
                    budget.takeName(ofCategories.getLast().length());
                } catch (EnsembleException e) {
                    throw cursor.broken(e);
                }
            });
            names.put(feature(cursor, name), ofCategories);
        });
    }

    /** The names, by column; like scikit-learn, a category that has none counts as missing. */
    Map<Integer, FeatureCategories> named(int features) throws ModelException {
        Map<Integer, FeatureCategories> named = new HashMap<>();
        for (Map.Entry<Integer, List<String>> entry : names.entrySet()) {
            int feature = entry.getKey();
            int[] codes = ofFeature.getOrDefault(feature, new BitSet()).stream().toArray();
            List<String> list = entry.getValue();
            if (feature < 0 || feature >= features || codes.length != list.size()) {
                throw new ModelException("category_names." + feature + ": " + list.size() + " names, but "
                        + codes.length + " known_categories and " + features + " features");
            }
            Map<String, Integer> texts = new HashMap<>();
            for (int i = 0; i < codes.length; i++) {
                texts.putIfAbsent(list.get(i), codes[i]);
            }
            named.put(feature, new FeatureCategories(texts, Map.of(), Unseen.MISSING));
        }
        return named;
    }

    private static int feature(DocumentCursor cursor, String name) throws ModelException {
        try {
            return Integer.parseInt(name);
        } catch (NumberFormatException e) {
            throw cursor.broken("expected the number of a feature as the key");
        }
    }

    private static BitSet codes(DocumentCursor cursor) throws IOException, ModelException {
        BitSet codes = new BitSet();
        cursor.array(i -> {
            double category = cursor.real();
            int code = CategoryCode.EXACT.of(category);
            if (code < 0) {
                throw cursor.broken("the category " + category + " is not a whole number from 0 to "
                        + (CategoryCode.EXACT.limit() - 1));
            }
            codes.set(code);
        });
        return codes;
    }

    CategorySplits.Split split(int feature, double[] goLeft, boolean missingLeft)
            throws ModelException, EnsembleException {
        BitSet known = ofFeature.get(feature);
        if (known == null) {
            throw new ModelException(
                    "known_categories: a tree splits on categories of feature " + feature + ", which has none here");
        }
        budget.take(known.length());
        BitSet left = new BitSet();
        for (double category : goLeft) {
            int code = CategoryCode.EXACT.of(category);
            if (code >= 0 && known.get(code)) {
                left.set(code);
            }
        }
        if (missingLeft) {
            BitSet gaps = (BitSet) known.clone();
            gaps.flip(0, known.length());
            left.or(gaps);
        }
        return new CategorySplits.Split(left, known.length(), missingLeft, CategoryCode.EXACT);
    }
}
