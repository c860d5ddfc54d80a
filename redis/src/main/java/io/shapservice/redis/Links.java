package io.shapservice.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** One link for control traffic, and as many for payloads as the load has asked for so far. */
final class Links implements AutoCloseable {
    private final Link control;
    private final List<Link> payload;
    private int started;

    /** @param make a link by its number; 0 is the control link */
    Links(int poolSize, IntFunction<Link> make) {
        control = make.apply(0);
        payload = new ArrayList<>(poolSize);
        for (int i = 1; i <= poolSize; i++) {
            payload.add(make.apply(i));
        }
        control.start();
    }

    Link control() {
        return control;
    }

    Link pick(Traffic traffic) {
        return traffic == Traffic.PAYLOAD ? leastBusy() : control;
    }

    /** An idle open link, else the least busy one while another is being opened; the control link when there is no other. */
    private Link leastBusy() {
        Link best = control;
        int load = Integer.MAX_VALUE;
        for (Link link : payload) {
            if (link.open() && link.pending() < load) {
                best = link;
                load = link.pending();
            }
        }
        if (load > 0) {
            startOneMore();
        }
        return best;
    }

    private synchronized void startOneMore() {
        if (started < payload.size()) {
            payload.get(started++).start();
        }
    }

    int reconnects() {
        return all().mapToInt(Link::reconnects).sum();
    }

    Stream<Link> all() {
        return Stream.concat(Stream.of(control), payload.stream());
    }

    @Override
    public void close() {
        all().forEach(Link::close);
    }
}
