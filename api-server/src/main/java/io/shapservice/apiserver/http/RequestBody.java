package io.shapservice.apiserver.http;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
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
    /** Log2 of the largest window, which is memory: what RFC 8878 asks every reader to take, 8 MiB. */
    private static final int ZSTD_WINDOW = 23;

    private static final int BUFFER = 64 * 1024;

    private RequestBody() {}

    /** @param maxBytes of the body after unpacking */
    public static InputStream open(Context ctx, long maxBytes) throws IOException {
        long declared = ctx.req().getContentLengthLong();
        if (declared > maxBytes) {
            throw tooLarge(maxBytes);
        }
        InputStream raw = new PacedStream(ctx.req().getInputStream(), PacedStream.Pace.DEFAULT);
        String encoding = ctx.header("Content-Encoding");
        return switch (encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT)) {
            case "identity", "" -> new LimitedStream(raw, maxBytes);
            case "gzip", "x-gzip" -> new LimitedStream(unzipped(raw), maxBytes);
            case "zstd" -> new LimitedStream(new ZstdInputStreamNoFinalizer(raw).setLongMax(ZSTD_WINDOW), maxBytes);
            default ->
                throw ProblemException.at(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        "header Content-Encoding",
                        "Send the body as it is, or with Content-Encoding: gzip or zstd.");
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
