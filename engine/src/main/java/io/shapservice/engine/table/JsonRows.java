package io.shapservice.engine.table;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.shapservice.engine.ensemble.CategoryNames;
import io.shapservice.engine.table.TableException.Kind;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows of {@code {"instances": […]}} or {@code {"inputs": […]}}: arrays of numbers, or objects by column name, all rows alike.
 * {@code null} and NaN mean missing, true and false are 1 and 0; categories may be given by name. An unknown key is refused.
 */
public final class JsonRows implements RowBlocks {
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final JsonParser in;
    private final TableLimits limits;
    private final String key;
    private final CategoryNames categories;
    private @Nullable JsonRowShape shape;
    private long rowsRead;
    private boolean ended;

    private JsonRows(JsonParser in, TableLimits limits, String key, CategoryNames categories) {
        this.in = in;
        this.limits = limits;
        this.key = key;
        this.categories = categories;
    }

    public static JsonRows open(InputStream body, TableLimits limits) throws IOException, TableException {
        return open(body, limits, CategoryNames.NONE);
    }

    /** @param categories of the model that the rows are for */
    public static JsonRows open(InputStream body, TableLimits limits, CategoryNames categories)
            throws IOException, TableException {
        try {
            JsonParser in = FACTORY.createParser(body);
            if (in.nextToken() != JsonToken.START_OBJECT || in.nextToken() != JsonToken.FIELD_NAME) {
                throw malformed("send an object with the rows under \"instances\"", in);
            }
            String key = in.currentName();
            if (!key.equals("instances") && !key.equals("inputs")) {
                throw malformed(
                        "there is no key " + CsvNumbers.shown(key) + "; the rows stand under \"instances\"", in);
            }
            if (in.nextToken() != JsonToken.START_ARRAY) {
                throw malformed("\"" + key + "\" must be an array of rows", in);
            }
            return new JsonRows(in, limits, key, categories);
        } catch (JsonProcessingException e) {
            throw syntax(e);
        } catch (CharConversionException e) {
            throw notText();
        }
    }

    @Override
    public Optional<Table> next(int maxRows) throws IOException, TableException {
        try {
            return block(maxRows);
        } catch (JsonProcessingException e) {
            throw syntax(e);
        } catch (CharConversionException e) {
            throw notText();
        }
    }

    private Optional<Table> block(int maxRows) throws IOException, TableException {
        if (ended || in.nextToken() == JsonToken.END_ARRAY) {
            end();
            return Optional.empty();
        }
        JsonRowShape rows = shape == null ? JsonRowShape.ofFirst(in, key, limits, categories) : shape;
        shape = rows;
        BlockBuilder block = new BlockBuilder(rows.columns(), maxRows);
        int most = Math.max(1, Math.min(maxRows, limits.values() / rows.columns()));
        while (true) {
            rows.append(in, rowsRead, block);
            limits.checkRows(++rowsRead);
            if (block.rows() >= most) {
                break;
            }
            if (in.nextToken() == JsonToken.END_ARRAY) {
                end();
                break;
            }
        }
        return block.build(rows.names());
    }

    private void end() throws IOException, TableException {
        if (!ended) {
            ended = true;
            if (in.nextToken() != JsonToken.END_OBJECT) {
                throw malformed(
                        "there is no key " + CsvNumbers.shown(in.getText()) + "; only \"" + key + "\" is taken", in);
            }
            if (in.nextToken() != null) {
                throw malformed("something follows the object", in);
            }
        }
    }

    static TableException malformed(String what, JsonParser in) {
        return new TableException(
                Kind.MALFORMED,
                "The JSON body cannot be read at line " + in.currentLocation().getLineNr() + ", column "
                        + in.currentLocation().getColumnNr() + ": " + what + ".");
    }

    /** Zeros among the first bytes look like UTF-32 to the parser, which then meets what is none. */
    private static TableException notText() {
        return new TableException(Kind.MALFORMED, "The JSON body cannot be read: it is not text in UTF-8.");
    }

    private static TableException syntax(JsonProcessingException e) {
        var at = e.getLocation();
        return new TableException(
                Kind.MALFORMED,
                "The JSON body cannot be read"
                        + (at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr())
                        + (e instanceof StreamConstraintsException
                                ? ": " + e.getOriginalMessage() + "."
                                : ": it breaks off, or this is not JSON."));
    }
}
