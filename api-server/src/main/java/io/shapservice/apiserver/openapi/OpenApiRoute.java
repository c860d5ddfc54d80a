package io.shapservice.apiserver.openapi;

import io.javalin.config.RoutesConfig;
import io.shapservice.apiserver.http.RouteGroup;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** {@code GET /openapi.yaml}: the contract that this server is written to. */
public final class OpenApiRoute implements RouteGroup {
    private static final String RESOURCE = "/openapi.yaml";

    private final byte[] contract;

    public OpenApiRoute() {
        try (InputStream in = OpenApiRoute.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not packed into this jar");
            }
            this.contract = in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get(RESOURCE, ctx -> ctx.contentType("application/yaml").result(contract));
    }
}
