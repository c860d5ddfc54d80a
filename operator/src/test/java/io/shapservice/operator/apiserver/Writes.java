package io.shapservice.operator.apiserver;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes every request of a client that changes something. */
final class Writes implements Interceptor {
    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final List<String> requests = new CopyOnWriteArrayList<>();

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        if (!READING.contains(request.method())) {
            requests.add(request.method() + " " + request.uri().getPath());
        }
    }

    List<String> requests() {
        return List.copyOf(requests);
    }
}
