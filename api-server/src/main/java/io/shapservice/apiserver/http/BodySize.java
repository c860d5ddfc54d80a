package io.shapservice.apiserver.http;

import io.javalin.http.Context;

/** What is known of a body's size before it is read. */
public final class BodySize {
    private BodySize() {}

    /** Bytes after unpacking; -1 when the request does not say. */
    public static long declared(Context ctx) {
        String encoding = ctx.header("Content-Encoding");
        boolean packed = encoding != null && !encoding.isBlank() && !encoding.equalsIgnoreCase("identity");
        return packed ? -1 : ctx.req().getContentLengthLong();
    }
}
