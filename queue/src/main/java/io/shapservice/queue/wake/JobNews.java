package io.shapservice.queue.wake;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Rings for those who wait for a job, when something has happened to it. */
public final class JobNews {
    /** What a message ends with when nothing more will happen to the job. */
    private static final String ENDED = " ended";

    private final Map<String, Set<Watch>> watches = new ConcurrentHashMap<>();

    /** Somebody who waits, until it is closed. */
    public final class Watch implements AutoCloseable {
        private final String jobId;
        private final boolean onlyItsEnd;
        private final Bell bell = new Bell();

        private Watch(String jobId, boolean onlyItsEnd) {
            this.jobId = jobId;
            this.onlyItsEnd = onlyItsEnd;
        }

        public Bell bell() {
            return bell;
        }

        @Override
        public void close() {
            watches.computeIfPresent(jobId, (_, those) -> {
                those.remove(this);
                return those.isEmpty() ? null : those;
            });
        }
    }

    /** Rings when the job has ended or was deleted. */
    public Watch untilEnd(String jobId) {
        return add(new Watch(jobId, true));
    }

    /** Rings at commits too, though not at each of a quick succession. */
    public Watch all(String jobId) {
        return add(new Watch(jobId, false));
    }

    /** @param message as the scripts publish it: a job's id, and whether it has ended */
    public void heard(String message) {
        boolean ended = message.endsWith(ENDED);
        String jobId = ended ? message.substring(0, message.length() - ENDED.length()) : message;
        watches.getOrDefault(jobId, Set.of()).stream()
                .filter(watch -> ended || !watch.onlyItsEnd)
                .forEach(watch -> watch.bell.ring());
    }

    /** Anything may have happened: everybody looks. */
    public void mayHaveMissed() {
        watches.values().forEach(those -> those.forEach(watch -> watch.bell.ring()));
    }

    private Watch add(Watch watch) {
        watches.compute(watch.jobId, (_, those) -> {
            Set<Watch> all = those == null ? ConcurrentHashMap.newKeySet() : those;
            all.add(watch);
            return all;
        });
        return watch;
    }
}
