package io.shapservice.apiserver.results;

import io.javalin.http.Context;
import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.protocol.problem.ProblemType;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bytes {@code from} (inclusive) to {@code to} (exclusive) of a body (RFC 9110, section 14).
 *
 * @param size of the whole body
 */
record ByteRange(long from, long to, long size) {
    private static final Pattern SINGLE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** The range that is asked for; the whole when none is, or several, or one of another version of the body. */
    static ByteRange of(Context ctx, String etag, long size) {
        ByteRange whole = new ByteRange(0, size, size);
        String asked = ctx.header("Range");
        String onlyIf = ctx.header("If-Range");
        if (asked == null || (onlyIf != null && !onlyIf.equals(etag))) {
            return whole;
        }
        Matcher range = SINGLE.matcher(asked.strip());
        if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
            return whole;
        }
        ByteRange wanted = range.group(1).isEmpty() ? last(range.group(2), size) : between(range, size);
        if (wanted.from >= wanted.to) {
            ctx.header("Content-Range", "bytes */" + size);
            throw ProblemException.at(
                    ProblemType.RANGE_NOT_SATISFIABLE, "header Range", "The array has " + size + " bytes.");
        }
        return wanted;
    }

    private static ByteRange last(String count, long size) {
        return new ByteRange(Math.max(0, size - Long.parseLong(count)), size, size);
    }

    private static ByteRange between(Matcher range, long size) {
        long to = range.group(2).isEmpty() ? size : Math.min(size, Long.parseLong(range.group(2)) + 1);
        return new ByteRange(Long.parseLong(range.group(1)), to, size);
    }

    boolean whole() {
        return from == 0 && to == size;
    }

    long length() {
        return to - from;
    }

    /** Whether any of these bytes, by their place in the whole body, is asked for. */
    boolean touches(long first, long end) {
        return first < to && end > from;
    }

    String contentRange() {
        return "bytes " + from + "-" + (to - 1) + "/" + size;
    }
}
