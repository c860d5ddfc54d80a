package io.shapservice.worker;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.shapservice.protocol.Ports;
import io.shapservice.protocol.env.ConfigurationException;
import io.shapservice.protocol.env.Environment;
import io.shapservice.queue.QueueSettings;
import io.shapservice.queue.RedisJobQueue;
import io.shapservice.redis.RedisGateway;
import io.shapservice.redis.RedisSettings;
import io.shapservice.storage.RedisBlobStore;
import io.shapservice.worker.config.WorkerSettings;
import io.shapservice.worker.lifecycle.Exit;
import io.shapservice.worker.management.RedisView;
import io.shapservice.worker.memory.ResidentMemory;
import io.shapservice.worker.model.EngineModelReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker's process. Exit codes: 0 drained, 1 could not start, 2 the configuration is wrong, 3 out of Java memory, 4 stalled, 5 a
 * part of it died.
 */
public final class WorkerMain {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerMain.class);
    private static final int CANNOT_START = 1;
    private static final int BAD_CONFIGURATION = 2;

    private WorkerMain() {}

    public static void main(String[] args) {
        run(new Environment(System.getenv()), UnaryOperator.identity());
    }

    /** @param around what the worker works with may be wrapped in something before it starts */
    static void run(Environment environment, UnaryOperator<Surroundings> around) {
        try {
            Worker worker = start(WorkerSettings.from(environment), RedisSettings.from(environment), around);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> drain(worker), "sigterm"));
            halt(worker.exit().join());
        } catch (ConfigurationException e) {
            fail(BAD_CONFIGURATION, e);
        } catch (IOException e) {
            fail(CANNOT_START, e);
        }
    }

    private static Worker start(WorkerSettings settings, RedisSettings redis, UnaryOperator<Surroundings> around)
            throws IOException {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        RedisGateway gateway = RedisGateway.open(redis, registry, Clock.systemUTC());
        Surroundings surroundings = new Surroundings(
                new RedisJobQueue(gateway, QueueSettings.of(settings.stuckAfter())),
                new RedisBlobStore(gateway),
                new EngineModelReader(),
                ResidentMemory.of(Path.of("/"), settings.memory().limit()),
                () -> RedisView.of(gateway.health()),
                registry,
                new Random());
        InetSocketAddress address = new InetSocketAddress(settings.bindAddress(), Ports.MANAGEMENT);
        Worker worker = Worker.start(settings, around.apply(surroundings), address);
        LOG.info("worker {} listens on {}", settings.identity().name(), worker.managementAddress());
        return worker;
    }

    private static void drain(Worker worker) {
        worker.drain();
        halt(worker.exit().join());
    }

    /** Without it Java would answer a SIGTERM with 143, however well the drain went. */
    private static void halt(Exit exit) {
        Runtime.getRuntime().halt(exit.code());
    }

    private static void fail(int code, Exception e) {
        System.err.println("worker: " + e.getMessage());
        Runtime.getRuntime().halt(code);
    }
}
