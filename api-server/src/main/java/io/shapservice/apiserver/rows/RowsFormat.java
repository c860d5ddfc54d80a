package io.shapservice.apiserver.rows;

import io.javalin.http.Context;
import io.shapservice.apiserver.http.MediaTypes;
import io.shapservice.apiserver.http.Query;

/**
 * How a request's body holds its rows.
 *
 * @param header whether the first line of a CSV body names the columns
 */
public record RowsFormat(String mediaType, boolean header) {
    /** The query parameter that says what the media type leaves open. */
    public static final String HEADER = "header";

    public static RowsFormat of(Context ctx, Query query) {
        return new RowsFormat(MediaTypes.ofBody(ctx), query.flag(HEADER, true));
    }
}
