package io.shapservice.operator.sampling;

import io.shapservice.operator.manifest.ServiceIdentity;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Holds one long poll per service, each on a virtual thread of its own, and tells when there is something new. */
public final class Sampler implements AutoCloseable {
    private final Map<ServiceIdentity, Poll> polls = new ConcurrentHashMap<>();
    private final SampleClient client;
    private final Duration longestWait;
    private final Clock clock;
    private final Consumer<ServiceIdentity> changed;

    /** @param changed called on a poll's own thread after each answer and each failure */
    public Sampler(SampleClient client, Duration longestWait, Clock clock, Consumer<ServiceIdentity> changed) {
        this.client = client;
        this.longestWait = longestWait;
        this.clock = clock;
        this.changed = changed;
    }

    /** Polls these pods from now on, the first that answers well; starts polling when it has not begun. */
    public void follow(ServiceIdentity service, List<Target> targets, Duration stuckAfter) {
        polls.computeIfAbsent(service, this::start).update(targets, stuckAfter);
    }

    /** What is known now; never waits. */
    public SampleView view(ServiceIdentity service) {
        Poll poll = polls.get(service);
        return poll == null ? SampleView.NOTHING : poll.view();
    }

    /** Stops polling for a service that is gone. */
    public void forget(ServiceIdentity service) {
        Poll poll = polls.remove(service);
        if (poll != null) {
            poll.stop();
        }
    }

    @Override
    public void close() {
        polls.keySet().forEach(this::forget);
        client.close();
    }

    private Poll start(ServiceIdentity service) {
        Poll poll = new Poll(client, longestWait, clock, () -> changed.accept(service));
        poll.start("sample-" + service);
        return poll;
    }
}
