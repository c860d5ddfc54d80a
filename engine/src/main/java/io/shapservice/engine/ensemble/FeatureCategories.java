package io.shapservice.engine.ensemble;

import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The categories of one feature, as they were in the data frame that the model was trained on, and their codes, which is what
 * trees split on.
 *
 * @param texts code of each category that is a text
 * @param numbers code of each category that is a number; true and false are 1 and 0
 * @param unseen what the library makes of a category that is not among these
 */
public record FeatureCategories(Map<String, Integer> texts, Map<Double, Integer> numbers, Unseen unseen) {
    private static final Pattern NUMBER = Pattern.compile("\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?\\s*");

    /** What becomes of a category that the model was not trained with. */
    public enum Unseen {
        /** It counts as missing. */
        MISSING,
        /** The row is refused. */
        REFUSED
    }

    public FeatureCategories {
        texts = Map.copyOf(texts);
        numbers = Map.copyOf(numbers);
    }

    public int size() {
        return texts.size() + numbers.size();
    }

    /**
     * Whether a number can only be a category. Where all categories are words, a number is a code; where some read as numbers, it
     * would be both.
     */
    public boolean areNumbers() {
        return !numbers.isEmpty()
                || texts.keySet().stream().anyMatch(text -> NUMBER.matcher(text).matches());
    }

    public OptionalInt code(String category) {
        return of(texts.get(category));
    }

    public OptionalInt code(double category) {
        return of(numbers.get(category == 0 ? 0.0 : category));
    }

    private static OptionalInt of(@Nullable Integer code) {
        return code == null ? OptionalInt.empty() : OptionalInt.of(code);
    }
}
