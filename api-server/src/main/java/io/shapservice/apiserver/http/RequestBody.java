package io.shapservice.apiserver.http;

import io.javalin.http.Context;
import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.protocol.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A request's body as a stream: unpacked, and ended with a problem when it grows beyond its limit. */
public final class RequestBody {
    private static final int BUFFER = 64 * 1024;

    private RequestBody() {}

    /** @param maxBytes of the body after unpacking */
    public static InputStream open(Context ctx, long maxBytes) throws IOException {
        long declared = ctx.req().getContentLengthLong();
        if (declared > maxBytes) {
            throw tooLarge(maxBytes);
        }
        InputStream raw = ctx.req().getInputStream();
        String encoding = ctx.header("Content-Encoding");
        return switch (encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT)) {
            case "identity", "" -> new LimitedStream(raw, maxBytes);
            case "gzip", "x-gzip" -> new LimitedStream(unzipped(raw), maxBytes);
            default ->
                throw ProblemException.at(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        "header Content-Encoding",
                        "Send the body as it is, or with Content-Encoding: gzip.");
        };
    }

    private static InputStream unzipped(InputStream raw) throws IOException {
        try {
            return new GZIPInputStream(raw, BUFFER);
        } catch (ZipException | java.io.EOFException e) {
            throw new ProblemException(
                    ProblemType.MALFORMED_BODY, "The body is not gzip, although Content-Encoding says so.");
        }
    }

    static ProblemException tooLarge(long maxBytes) {
        return new ProblemException(
                ProblemType.TOO_LARGE,
                "The body may have " + maxBytes + " bytes on this route. Send large tables as a job, or in parts.");
    }
}
