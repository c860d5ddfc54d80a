package io.shapservice.queue;

import io.shapservice.queue.wake.Bell;
import io.shapservice.queue.wake.JobNews;
import io.shapservice.redis.Subscription;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What this process listens to: the scripts wake one idle worker by its name, and tell all who listen of jobs. */
final class WakeUps {
    private final Channels channels;
    private final String shard;
    private final Map<String, Listening> workers = new ConcurrentHashMap<>();
    private @Nullable JobNews news;

    private record Listening(Bell bell, BooleanSupplier live) {}

    WakeUps(Channels channels, String shard) {
        this.channels = channels;
        this.shard = shard;
    }

    Bell bell(String worker) {
        return workers.computeIfAbsent(worker, this::listen).bell();
    }

    /** Whether a worker would hear that there is work; if not, it is not to be counted on. */
    boolean listening(String worker) {
        Listening listening = workers.get(worker);
        return listening != null && listening.live().getAsBoolean();
    }

    synchronized JobNews news() {
        JobNews known = news;
        if (known == null) {
            known = new JobNews();
            var _ = channels.listen(shard + ":news", new ForJobs(known));
            news = known;
        }
        return known;
    }

    private Listening listen(String worker) {
        Bell bell = new Bell();
        return new Listening(bell, channels.listen(shard + ":wake:" + worker, new ForWorker(bell)));
    }

    private record ForWorker(Bell bell) implements Subscription.Listener {
        @Override
        public void heard(String message) {
            bell.ring();
        }

        @Override
        public void mayHaveMissed() {
            bell.ring();
        }
    }

    private record ForJobs(JobNews news) implements Subscription.Listener {
        @Override
        public void heard(String message) {
            news.heard(message);
        }

        @Override
        public void mayHaveMissed() {
            news.mayHaveMissed();
        }
    }
}
