package io.shapservice.apiserver;

import io.shapservice.apiserver.config.ApiSettings;
import io.shapservice.protocol.env.ConfigurationException;
import io.shapservice.protocol.env.Environment;
import io.shapservice.redis.RedisSettings;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;

/** Runs the API server, configured by environment variables only; SIGTERM drains it. */
public final class ApiServerMain {
    /** The configuration is wrong: trying again changes nothing. */
    private static final int BAD_CONFIGURATION = 2;

    private ApiServerMain() {}

    public static void main(String[] args) throws InterruptedException {
        try {
            Environment environment = new Environment(System.getenv());
            ApiServer server = ApiServer.start(
                    ApiSettings.from(environment),
                    RedisSettings.from(environment),
                    Clock.systemUTC(),
                    new SecureRandom());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> drain(server), "drain"));
            new CountDownLatch(1).await();
        } catch (ConfigurationException e) {
            System.err.println(e.getMessage());
            System.exit(BAD_CONFIGURATION);
        }
    }

    /** A process that was told to end and has drained has not failed, so its exit code is 0 and not the signal's. */
    private static void drain(ApiServer server) {
        server.close();
        Runtime.getRuntime().halt(0);
    }
}
