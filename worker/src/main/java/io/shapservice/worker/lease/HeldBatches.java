package io.shapservice.worker.lease;

import io.shapservice.queue.Claim;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The batches that this worker holds, by attempt. */
public final class HeldBatches {
    private final ConcurrentHashMap<String, HeldBatch> byAttempt = new ConcurrentHashMap<>();

    public HeldBatch add(Claim claim) {
        HeldBatch held = new HeldBatch(claim);
        byAttempt.put(claim.attempt(), held);
        return held;
    }

    public void remove(HeldBatch held) {
        byAttempt.remove(held.claim().attempt());
    }

    public Set<String> attempts() {
        return Set.copyOf(byAttempt.keySet());
    }

    public Collection<HeldBatch> all() {
        return List.copyOf(byAttempt.values());
    }

    public int size() {
        return byAttempt.size();
    }

    /** Marks attempts whose batches somebody else owns, or nobody wants any more; their computation stops at the next slice. */
    public void drop(Collection<String> attempts) {
        for (String attempt : attempts) {
            HeldBatch held = byAttempt.get(attempt);
            if (held != null) {
                held.drop();
            }
        }
    }

    /** Removes and answers the batches that nobody has begun. */
    public List<Claim> takeUnbegun() {
        return all().stream()
                .filter(HeldBatch::take)
                .peek(this::remove)
                .map(HeldBatch::claim)
                .toList();
    }
}
