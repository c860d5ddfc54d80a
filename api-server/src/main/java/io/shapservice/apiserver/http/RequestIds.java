package io.shapservice.apiserver.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** {@code X-Request-Id}: the caller's when it is one that may stand in a log line, else one made here; always sent back. */
public final class RequestIds {
    public static final String HEADER = "X-Request-Id";

    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9._:/+=-]{1,128}");
    private static final String ATTRIBUTE = "shap.request-id";

    private final RandomGenerator random;

    /** @param random safe for use by many threads; ids are distinct, not secret */
    public RequestIds(RandomGenerator random) {
        this.random = random;
    }

    void register(RoutesConfig routes) {
        routes.before(ctx -> {
            String sent = ctx.header(HEADER);
            String id = sent != null && SAFE.matcher(sent).matches() ? sent : next();
            ctx.attribute(ATTRIBUTE, id);
            ctx.header(HEADER, id);
        });
    }

    public static String of(Context ctx) {
        String id = ctx.attribute(ATTRIBUTE);
        return id == null ? "" : id;
    }

    String next() {
        return HexFormat.of().toHexDigits(random.nextLong());
    }
}
