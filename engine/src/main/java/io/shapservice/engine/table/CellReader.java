package io.shapservice.engine.table;

import io.shapservice.engine.ensemble.CategoryNames;
import io.shapservice.engine.ensemble.FeatureCategories;
import io.shapservice.engine.ensemble.FeatureCategories.Unseen;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes the texts of one column to numbers. Where the model's file keeps the names of categories, they become codes; a number is
 * a code already, unless it is, or could be, a category itself.
 */
final class CellReader {
    private static final int LISTED = 5;

    private final @Nullable FeatureCategories categories;
    private final boolean areNumbers;
    private final String advice;

    private CellReader(@Nullable FeatureCategories categories, String advice) {
        this.categories = categories;
        this.areNumbers = categories != null && categories.areNumbers();
        this.advice = advice;
    }

    /** @param name null when the columns have none */
    static CellReader of(CategoryNames model, @Nullable String name, int position) {
        return new CellReader(model.ofColumn(name, position), model.advice().isEmpty() ? "" : " " + model.advice());
    }

    boolean hasCategories() {
        return categories != null;
    }

    /** @param place where the text stands, for people */
    double read(String text, Supplier<String> place) throws TableException {
        return categories == null ? number(text, place) : category(categories, text, place);
    }

    private double number(String text, Supplier<String> place) throws TableException {
        String stripped = text.strip();
        if (CsvNumbers.isMissing(stripped)) {
            return Double.NaN;
        }
        double number = CsvNumbers.parse(stripped);
        if (Double.isNaN(number)) {
            throw notANumber(text, place);
        }
        return number;
    }

    TableException notANumber(String text, Supplier<String> place) {
        return new TableException(place.get() + ": " + CsvNumbers.shown(text.strip()) + " is not a number."
                + (CsvNumbers.hasDecimalComma(text) ? " Write decimals with a point." : advice));
    }

    private double category(FeatureCategories of, String text, Supplier<String> place) throws TableException {
        String stripped = text.strip();
        // Names may begin or end with spaces, so that the text as it is comes first.
        OptionalInt code = of.code(text);
        if (code.isEmpty()) {
            code = of.code(stripped);
        }
        if (code.isEmpty() && CsvNumbers.isMissing(stripped)) {
            return Double.NaN;
        }
        double number = code.isEmpty() ? CsvNumbers.parse(stripped) : Double.NaN;
        if (!Double.isNaN(number)) {
            if (!areNumbers) {
                return number;
            }
            code = of.code(number);
        }
        if (code.isEmpty() && of.unseen() == Unseen.REFUSED) {
            throw unseen(of, stripped, place);
        }
        return code.isEmpty() ? Double.NaN : code.getAsInt();
    }

    private TableException unseen(FeatureCategories of, String text, Supplier<String> place) {
        String known = Stream.concat(
                        of.texts().keySet().stream().sorted(),
                        of.numbers().keySet().stream().sorted().map(CellReader::plain))
                .limit(LISTED)
                .map(CsvNumbers::shown)
                .collect(Collectors.joining(", "));
        return new TableException(place.get() + ": " + CsvNumbers.shown(text) + " is not one of the " + of.size()
                + " categories that the model was trained with (" + known + (of.size() > LISTED ? ", …" : "")
                + "). Leave it out for a missing value"
                + (areNumbers ? "; codes of categories can be sent as npy." : "."));
    }

    private static String plain(double category) {
        return category == Math.rint(category) && Math.abs(category) < 1e15
                ? Long.toString((long) category)
                : Double.toString(category);
    }
}
