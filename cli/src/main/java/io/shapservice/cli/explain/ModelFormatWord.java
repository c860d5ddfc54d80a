package io.shapservice.cli.explain;

import io.shapservice.engine.model.ModelFormat;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A model's format as it is typed: {@code xgboost-json}. */
final class ModelFormatWord implements ITypeConverter<ModelFormat>, Iterable<String> {
    @Override
    public ModelFormat convert(String typed) {
        return Arrays.stream(ModelFormat.values())
                .filter(format -> word(format).equalsIgnoreCase(typed))
                .findAny()
                .orElseThrow(() -> new TypeConversionException(
                        "'" + typed + "' is not a format: choose one of " + String.join(", ", words())));
    }

    @Override
    public Iterator<String> iterator() {
        return words().iterator();
    }

    private static List<String> words() {
        return Arrays.stream(ModelFormat.values()).map(ModelFormatWord::word).toList();
    }

    private static String word(ModelFormat format) {
        return format.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
