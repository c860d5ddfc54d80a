package io.shapservice.apiserver.access;

import io.javalin.http.Context;
import io.shapservice.queue.budget.Amount;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whose jobs a request sees and whose budget it uses.
 *
 * @param lane of the queue that the tenant's jobs wait in
 * @param budget what its jobs may take up together; null for the service's own limit
 */
public record Tenant(
        String name, RateLimit rate, String lane, @Nullable Amount budget) {
    public static final String DEFAULT_LANE = "default";
    /** Everyone, while no keys are configured. */
    public static final Tenant EVERYONE = new Tenant("default", RateLimit.NONE, DEFAULT_LANE, null);

    private static final String ATTRIBUTE = "shap.tenant";

    /** The tenant of a request that was let in. */
    public static Tenant of(Context ctx) {
        return Objects.requireNonNull(ctx.<Tenant>attribute(ATTRIBUTE), "the route is open, so it has no tenant");
    }

    /** For the access log: a dash for a request without one. */
    public static String nameOf(Context ctx) {
        Tenant tenant = ctx.attribute(ATTRIBUTE);
        return tenant == null ? "-" : tenant.name();
    }

    void attach(Context ctx) {
        ctx.attribute(ATTRIBUTE, this);
    }
}
