package io.shapservice.apiserver.rows;

import io.javalin.http.Context;
import io.shapservice.apiserver.http.MediaTypes;
import io.shapservice.apiserver.http.Query;
import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.protocol.problem.ProblemType;
import java.util.List;

/**
 * How a request's body holds its rows.
 *
 * @param header whether the first line of a CSV body names the columns
 * @param ignoreExtra leave out named columns that the model does not have
 */
public record RowsFormat(String mediaType, boolean header, boolean ignoreExtra) {
    /** The query parameters that say what the media type leaves open. */
    private static final List<String> PARAMETERS = List.of("header", "extra");

    public static String[] parameters() {
        return PARAMETERS.toArray(String[]::new);
    }

    public static RowsFormat of(Context ctx, Query query) {
        boolean ignoreExtra = query.text("extra")
                .map(v -> {
                    if (!v.equals("ignore")) {
                        throw ProblemException.at(
                                ProblemType.INVALID_REQUEST, "query extra", "Parameter 'extra' must be ignore.");
                    }
                    return true;
                })
                .orElse(false);
        return new RowsFormat(MediaTypes.ofBody(ctx), query.flag("header", true), ignoreExtra);
    }
}
