package io.shapservice.apiserver.sample;

import io.javalin.config.RoutesConfig;
import io.shapservice.apiserver.http.Json;
import io.shapservice.apiserver.http.Query;
import io.shapservice.apiserver.http.RouteGroup;
import io.shapservice.protocol.sample.Sample;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** {@code GET /internal/sample?after=REV&wait=25s} on the management port. */
public final class SampleRoute implements RouteGroup {
    /** The reader takes no more than this. */
    private static final int MAX_BYTES = 256_000;

    private static final int SHORT_MESSAGE = 200;

    private final SampleFeed feed;
    private final Duration longestWait;

    public SampleRoute(SampleFeed feed, Duration longestWait) {
        this.feed = feed;
        this.longestWait = longestWait;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/internal/sample", ctx -> {
            Query query = Query.of(ctx, Set.of("after", "wait"));
            long after = query.wholeNumber("after", -1);
            Json.send(ctx, fitting(feed.await(after, query.wait("wait", longestWait))));
        });
    }

    /** Leaves out what decisions need least when the body would be too large: held batches, long messages. */
    static Sample fitting(Sample sample) throws java.io.IOException {
        if (Json.text(sample).getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES) {
            return sample;
        }
        return new Sample(
                sample.schemaVersion(),
                sample.revision(),
                sample.incarnation(),
                sample.redisTimeMillis(),
                sample.redis(),
                sample.queue(),
                sample.workers().stream().map(SampleRoute::withoutBatches).toList(),
                sample.models().stream().map(SampleRoute::withShortMessage).toList());
    }

    private static Sample.WorkerState withoutBatches(Sample.WorkerState w) {
        return new Sample.WorkerState(
                w.name(),
                w.uid(),
                w.heartbeatAgeSeconds(),
                w.progressAgeSeconds(),
                w.leases(),
                List.of(),
                w.rowsPerSecond(),
                w.memoryUsedMiB(),
                w.state());
    }

    private static Sample.ModelState withShortMessage(Sample.ModelState m) {
        String message = m.message();
        String cut = message.length() > SHORT_MESSAGE ? message.substring(0, SHORT_MESSAGE) + "…" : message;
        return new Sample.ModelState(m.name(), m.digest(), m.ready(), m.reason(), cut);
    }
}
