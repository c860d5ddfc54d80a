package io.shapservice.apiserver.http;

import io.javalin.http.Context;
import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.protocol.problem.ProblemType;
import java.util.List;
import java.util.Locale;

/** Which type a body has, and which one the caller wants. */
public final class MediaTypes {
    public static final String JSON = "application/json";
    public static final String NPY = "application/x-npy";
    public static final String CSV = "text/csv";

    private MediaTypes() {}

    /** The body's type without parameters; JSON when none is stated. */
    public static String ofBody(Context ctx) {
        String stated = ctx.req().getContentType();
        return stated == null || stated.isBlank() ? JSON : bare(stated);
    }

    /** The first of the offered types that {@code Accept} allows. */
    public static String wanted(Context ctx, List<String> offered) {
        String accept = ctx.header("Accept");
        if (accept == null || accept.isBlank()) {
            return offered.getFirst();
        }
        for (String range : accept.split(",", -1)) {
            String type = bare(range);
            boolean refused = range.replace(" ", "").toLowerCase(Locale.ROOT).matches(".*;q=0(\\.0*)?");
            for (String offer : offered) {
                if (!refused && covers(type, offer)) {
                    return offer;
                }
            }
        }
        throw new ProblemException(
                ProblemType.NOT_ACCEPTABLE, "This route answers with " + String.join(" or ", offered) + ".");
    }

    private static boolean covers(String range, String type) {
        return range.equals(type)
                || range.equals("*/*")
                || (range.endsWith("/*") && type.startsWith(range.substring(0, range.length() - 1)));
    }

    private static String bare(String type) {
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }
}
