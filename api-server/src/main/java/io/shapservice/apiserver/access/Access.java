package io.shapservice.apiserver.access;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.shapservice.apiserver.http.RouteGroup;
import io.shapservice.apiserver.models.Digests;
import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.protocol.problem.ProblemType;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Lets requests in by their API key, as often as the key's tenant may ask; everyone while no file of keys is configured. */
public final class Access implements RouteGroup {
    private static final String BEARER = "bearer ";
    private static final Duration WHEN_MENDED = Duration.ofSeconds(10);

    private final @Nullable ApiKeysFile file;
    private final RateLimiter limiter;

    /** @param nanoTime of a clock that only goes forward */
    public Access(@Nullable ApiKeysFile file, LongSupplier nanoTime) {
        this.file = file;
        this.limiter = new RateLimiter(nanoTime);
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.before(this::admit);
    }

    /** {@code open}: anyone who reaches the port may use it; or {@code keys}. */
    public String kind() {
        return file == null ? "open" : "keys";
    }

    /** What is wrong with the keys; empty when nothing is. */
    public String problem() {
        return file == null ? "" : file.problem();
    }

    public void refresh() {
        if (file != null) {
            file.refresh();
        }
    }

    private void admit(Context ctx) {
        if (isOpen(ctx.path())) {
            return;
        }
        Tenant tenant = file == null ? Tenant.EVERYONE : tenant(ctx, file);
        tenant.attach(ctx);
        Duration wait = limiter.take(tenant);
        if (!wait.isZero()) {
            throw new ProblemException(
                            ProblemType.RATE_LIMITED,
                            "Tenant " + tenant.name() + " may send "
                                    + tenant.rate().perSecond()
                                    + " requests a second to this replica: send fewer, or more rows in each.")
                    .withRetryAfter(wait);
        }
    }

    /** What says how the process stands and how to use it, without saying anything of anyone's data. */
    private static boolean isOpen(String path) {
        return path.equals("/")
                || path.equals("/openapi.yaml")
                || path.equals("/health")
                || path.startsWith("/health/")
                || path.equals("/v2")
                || path.startsWith("/v2/health/");
    }

    private static Tenant tenant(Context ctx, ApiKeysFile file) {
        ApiKeys keys = file.keys()
                .orElseThrow(() -> new ProblemException(
                                ProblemType.ACCESS_UNAVAILABLE,
                                "The API keys of this service cannot be read, so nobody is let in; /health says why.")
                        .withRetryAfter(WHEN_MENDED));
        String sent = sent(ctx).orElseThrow(() -> refused(ctx, "This service asks for an API key"));
        return keys.find(sent, Digests.sha256()).orElseThrow(() -> refused(ctx, "This API key is not valid here"));
    }

    private static Optional<String> sent(Context ctx) {
        String authorization = ctx.header("Authorization");
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.of(authorization.substring(BEARER.length()).strip());
        }
        return Optional.ofNullable(ctx.header("X-API-Key")).map(String::strip);
    }

    private static ProblemException refused(Context ctx, String what) {
        ctx.header("WWW-Authenticate", "Bearer");
        return new ProblemException(
                ProblemType.UNAUTHENTICATED, what + ": send Authorization: Bearer KEY, or X-API-Key: KEY.");
    }
}
