package io.shapservice.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.shapservice.operator.metrics.ApiRequests;
import io.shapservice.operator.metrics.ManagementServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.LoggerFactory;

/** The operator as a process in a cluster, configured by its environment. */
public final class OperatorMain {
    /** Not logback.xml: an operator that is embedded logs as its host does. */
    private static final String LOGGING = "logback-operator.xml";

    private static final int BAD_CONFIGURATION = 2;
    private static final int LEADERSHIP_LOST = 1;

    private OperatorMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", LOGGING);
        }
        OperatorSettings settings;
        try {
            settings = OperatorEnvironment.settings(System.getenv(), OperatorMain::leadershipLost);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(BAD_CONFIGURATION);
            return;
        }
        run(settings, OperatorEnvironment.managementAddress(System.getenv()));
    }

    private static void run(OperatorSettings settings, InetSocketAddress address)
            throws IOException, InterruptedException {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        AtomicReference<ShapOperator> operator = new AtomicReference<>();
        AtomicBoolean stopping = new AtomicBoolean();
        CountDownLatch stop = new CountDownLatch(1);
        try (KubernetesClient client = client(registry);
                ManagementServer server = ManagementServer.start(address, registry, () -> ready(operator))) {
            Thread hook = new Thread(() -> close(operator, stopping, stop), "stop");
            Runtime.getRuntime().addShutdownHook(hook);
            LoggerFactory.getLogger(OperatorMain.class).info("metrics and health on port {}", server.port());
            ShapOperator started = ShapOperator.start(client, settings, registry);
            operator.set(started);
            stop.await();
        }
    }

    private static KubernetesClient client(PrometheusMeterRegistry registry) {
        return new KubernetesClientBuilder()
                .withHttpClientBuilderConsumer(
                        http -> http.addOrReplaceInterceptor(ApiRequests.class.getName(), new ApiRequests(registry)))
                .build();
    }

    /** No orderly end: each further write could contradict the next leader's. */
    private static void leadershipLost() {
        LoggerFactory.getLogger(OperatorMain.class).error("the lease is lost: leaving, so that only its holder acts");
        Runtime.getRuntime().halt(LEADERSHIP_LOST);
    }

    /** A standby without the lease is live, and ready to take over. */
    private static boolean ready(AtomicReference<ShapOperator> operator) {
        ShapOperator running = operator.get();
        return running == null || running.healthy();
    }

    private static void close(AtomicReference<ShapOperator> operator, AtomicBoolean stopping, CountDownLatch stop) {
        if (stopping.compareAndSet(false, true)) {
            ShapOperator running = operator.get();
            if (running != null) {
                running.close();
            }
            stop.countDown();
        }
    }
}
