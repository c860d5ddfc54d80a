package io.shapservice.operator.apiserver;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets a client live until it has sent so many writes: nothing that comes later is sent, as if the process had been killed after
 * its last one.
 */
final class Mortal implements Interceptor {
    private final AtomicInteger left;

    Mortal(int writes) {
        this.left = new AtomicInteger(writes);
    }

    boolean dead() {
        return left.get() < 0;
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        boolean read = request.method().equals("GET");
        int now = read ? left.get() : left.decrementAndGet();
        if (now < 0) {
            throw new IllegalStateException("killed");
        }
    }
}
