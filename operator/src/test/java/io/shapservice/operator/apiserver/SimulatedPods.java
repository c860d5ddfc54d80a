package io.shapservice.operator.apiserver;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.shapservice.operator.example.Samples;
import io.shapservice.protocol.Ports;
import io.shapservice.protocol.sample.Sample;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A node that runs nothing: each pod that is made becomes Running and Ready, and all of them answer with one sample, at one
 * address. Remembers when each pod appeared.
 */
final class SimulatedPods implements Watcher<Pod>, AutoCloseable {
    private static final String ADDRESS = "127.0.0.43";

    private final KubernetesClient client;
    private final String namespace;
    private final ConcurrentHashMap<String, Long> appeared = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final JsonMapper json = new JsonMapper();
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final HttpServer http;
    private final Watch watch;
    private Sample sample = Samples.idle();

    SimulatedPods(KubernetesClient client, String namespace) throws IOException {
        this.client = client;
        this.namespace = namespace;
        http = HttpServer.create(new InetSocketAddress(ADDRESS, Ports.MANAGEMENT), 1024);
        http.setExecutor(threads);
        http.createContext("/internal/sample", this::answer);
        http.start();
        watch = client.pods().inNamespace(namespace).watch(this);
    }

    /** @return when the pod's creation was seen, by {@link System#nanoTime} */
    @Nullable
    Long appeared(String pod) {
        return appeared.get(pod);
    }

    int count() {
        return appeared.size();
    }

    /** News for whoever waits for it. */
    void waiting(double seconds) {
        lock.lock();
        try {
            Sample next = Samples.waiting(seconds);
            sample = new Sample(
                    next.schemaVersion(),
                    sample.revision() + 1,
                    next.incarnation(),
                    sample.redisTimeMillis() + 1000,
                    next.redis(),
                    next.queue(),
                    next.workers(),
                    next.models());
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void eventReceived(Action action, Pod pod) {
        if (action == Action.ADDED) {
            appeared.putIfAbsent(pod.getMetadata().getName(), System.nanoTime());
            threads.execute(() -> run(pod.getMetadata().getName()));
        }
    }

    private void run(String pod) {
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        String ready = """
                {"status": {"phase": "Running", "podIP": "%s", "podIPs": [{"ip": "%s"}], "conditions": [
                  {"type": "Ready", "status": "True", "lastTransitionTime": "%s"}]}}""".formatted(ADDRESS, ADDRESS, now);
        try {
            client.pods()
                    .inNamespace(namespace)
                    .withName(pod)
                    .subresource("status")
                    .patch(PatchContext.of(PatchType.JSON_MERGE), ready);
        } catch (KubernetesClientException e) {
            if (e.getCode() != 404) {
                throw e;
            }
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        long after = Long.parseLong(query.replaceAll(".*after=([0-9]+).*", "$1"));
        long left = TimeUnit.SECONDS.toNanos(Long.parseLong(query.replaceAll(".*wait=([0-9]+)s.*", "$1")));
        byte[] body;
        lock.lock();
        try {
            while (sample.revision() <= after && left > 0) {
                left = changed.awaitNanos(left);
            }
            body = json.writeValueAsBytes(sample);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } finally {
            lock.unlock();
        }
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void onClose(WatcherException cause) {
        throw new IllegalStateException("the watch of pods ended", cause);
    }

    @Override
    public void close() {
        watch.close();
        http.stop(0);
        threads.shutdownNow();
    }
}
