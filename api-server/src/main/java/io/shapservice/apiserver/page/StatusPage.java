package io.shapservice.apiserver.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.shapservice.apiserver.http.RouteGroup;
import io.shapservice.apiserver.models.ModelBody;
import io.shapservice.apiserver.models.ModelCatalog;
import io.shapservice.redis.RedisHealth;
import java.util.List;
import java.util.function.Supplier;

/** {@code GET /}: what this service serves, as a page that needs no script. */
public final class StatusPage implements RouteGroup {
    private static final String STYLE = """
            body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1c2330;background:#fff}
            table{border-collapse:collapse;width:100%;margin:1rem 0}th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #d8dde6;overflow-wrap:anywhere}
            .good{color:#11632f}.bad{color:#a4161a}code{background:#eef1f6;padding:.1rem .3rem;border-radius:.2rem}
            @media(prefers-color-scheme:dark){body{color:#e6e9ef;background:#14181f}th,td{border-color:#343b48}.good{color:#6fd08c}.bad{color:#ff8a8a}code{background:#242b36}a{color:#8ab4ff}}
            """;

    private final String service;
    private final ModelCatalog catalog;
    private final Supplier<RedisHealth> redis;

    public StatusPage(String service, ModelCatalog catalog, Supplier<RedisHealth> redis) {
        this.service = service;
        this.catalog = catalog;
        this.redis = redis;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/", this::page);
    }

    private void page(Context ctx) {
        ctx.header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store")
                .html(html());
    }

    private String html() {
        String name = Html.escaped(service);
        return """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s: SHAP explanations</title><style>%s</style></head>
                <body>
                <h1>%s</h1>
                <p>SHAP explanations of tree models. %s</p>
                <h2>Models</h2>
                %s
                <h2>Ask it</h2>
                <p>Small requests are answered at once by <code>POST /v1/models/{model}:explain</code>; large tables become jobs by
                <code>POST /v1/models/{model}/jobs</code>.</p>
                <p><a href="/openapi.yaml">The HTTP API</a> · <a href="/v1/models">Models</a> · <a href="/v1/jobs">Jobs</a> ·
                <a href="/health">Health</a> · <a href="/health/redis">Redis</a></p>
                </body>
                </html>
                """.formatted(name, STYLE, name, redisLine(redis.get()), models());
    }

    private static String redisLine(RedisHealth health) {
        return health.reachable()
                ? "<span class=\"good\">Redis is reachable.</span>"
                : "<span class=\"bad\">Redis is away: jobs wait, small requests are answered.</span> "
                        + Html.escaped(health.detail());
    }

    private String models() {
        List<ModelBody> all = catalog.all().stream().map(ModelBody::of).toList();
        if (all.isEmpty()) {
            return "<p>None is declared. " + Html.escaped(catalog.configProblem()) + "</p>";
        }
        StringBuilder rows = new StringBuilder(
                "<table><thead><tr><th scope=\"col\">Model</th><th scope=\"col\">State</th>"
                        + "<th scope=\"col\">Features</th><th scope=\"col\">Outputs</th><th scope=\"col\">Trees</th></tr></thead><tbody>");
        for (ModelBody m : all) {
            rows.append("<tr><td>").append(Html.escaped(m.name())).append("</td><td>");
            rows.append(
                    m.ready()
                            ? "<span class=\"good\">ready</span>"
                            : "<span class=\"bad\">" + Html.escaped(m.reason()) + "</span>: "
                                    + Html.escaped(String.valueOf(m.message())));
            rows.append("</td><td>").append(shown(m.features()));
            rows.append("</td><td>").append(shown(m.outputs()));
            rows.append("</td><td>").append(shown(m.trees())).append("</td></tr>");
        }
        return rows.append("</tbody></table>").toString();
    }

    private static String shown(@org.jspecify.annotations.Nullable Integer number) {
        return number == null ? "" : number.toString();
    }
}
