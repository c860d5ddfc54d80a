package io.shapservice.modulerules;

import static io.shapservice.modulerules.Module.API_SERVER;
import static io.shapservice.modulerules.Module.CLI;
import static io.shapservice.modulerules.Module.CRDS;
import static io.shapservice.modulerules.Module.FAULTS;
import static io.shapservice.modulerules.Module.LOCAL;
import static io.shapservice.modulerules.Module.OPERATOR;
import static io.shapservice.modulerules.Module.REDIS;
import static io.shapservice.modulerules.Module.REDIS_SERVER;
import static io.shapservice.modulerules.Module.SMILE;

import java.util.List;
import java.util.Set;

/** A library that only some modules may know, so that it can be replaced, or its faults handled, in one place. */
record Library(String packages, Set<Module> users) {

    static final List<Library> RESERVED = List.of(
            new Library("io.lettuce", Set.of(REDIS)),
            new Library("io.netty", Set.of(REDIS)),
            new Library("redis.embedded", Set.of(REDIS_SERVER)),
            new Library("io.javalin", Set.of(API_SERVER)),
            new Library("org.eclipse.jetty", Set.of(API_SERVER)),
            new Library("jakarta.servlet", Set.of(API_SERVER)),
            new Library("io.fabric8", Set.of(CRDS, OPERATOR, LOCAL, CLI)),
            new Library("io.javaoperatorsdk", Set.of(OPERATOR)),
            new Library("io.vertx", Set.of(LOCAL)),
            new Library("picocli", Set.of(CLI, FAULTS)),
            new Library("smile", Set.of(SMILE)));
}
