package io.shapservice.apiserver.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** {@code X-Request-Id}: the caller's when it is one that may stand in a log line, else one made here; always sent back. */
public final class RequestIds {
    public static final String HEADER = "X-Request-Id";

    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9._:/+=-]{1,128}");
    private static final String ATTRIBUTE = "shap.request-id";

    private RequestIds() {}

    static void register(RoutesConfig routes) {
        routes.before(ctx -> {
            String sent = ctx.header(HEADER);
            String id = sent != null && SAFE.matcher(sent).matches() ? sent : random();
            ctx.attribute(ATTRIBUTE, id);
            ctx.header(HEADER, id);
        });
    }

    public static String of(Context ctx) {
        String id = ctx.attribute(ATTRIBUTE);
        return id == null ? "" : id;
    }

    /** Distinct, not secret. */
    static String random() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
