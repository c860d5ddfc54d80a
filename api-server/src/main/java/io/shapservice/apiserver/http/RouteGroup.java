package io.shapservice.apiserver.http;

import io.javalin.config.RoutesConfig;

/** Routes of one domain. */
@FunctionalInterface
public interface RouteGroup {
    void register(RoutesConfig routes);
}
