package io.shapservice.operator.metrics;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.util.List;

/** Counts what the operator asks of the API server, by method and status; answers of other kinds than HTTP are not among it. */
public final class ApiRequests implements Interceptor {
    private final MeterRegistry registry;

    public ApiRequests(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        Counter.builder("shap.operator.api.requests")
                .description("Requests to the API server, by method and status")
                .tag("method", request.method())
                .tag("code", Integer.toString(response.code()))
                .register(registry)
                .increment();
    }
}
