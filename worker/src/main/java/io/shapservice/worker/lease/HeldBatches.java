package io.shapservice.worker.lease;

import io.shapservice.queue.Claim;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** The batches that this worker holds, by attempt. */
public final class HeldBatches {
    private final ConcurrentHashMap<String, HeldBatch> byAttempt = new ConcurrentHashMap<>();

    private final HeapShare heap;

    public HeldBatches(HeapShare heap) {
        this.heap = heap;
    }

    /**
     * Reserves heap for a batch until it is removed; waits for room.
     *
     * @param useful asked while there is no room
     * @return false when it was no longer useful, or the batch no longer held
     */
    public boolean reserve(HeldBatch batch, long bytes, BooleanSupplier useful) throws InterruptedException {
        if (!heap.take(bytes, useful)) {
            return false;
        }
        batch.reserved(bytes);
        if (!byAttempt.containsKey(batch.claim().attempt())) {
            heap.free(batch.free()); // a drain has given it back meanwhile
            return false;
        }
        return true;
    }

    /** What all batches together may reserve. */
    public long heapCapacity() {
        return heap.capacity();
    }

    public long heapReserved() {
        return heap.taken();
    }

    public HeldBatch add(Claim claim) {
        HeldBatch held = new HeldBatch(claim);
        byAttempt.put(claim.attempt(), held);
        return held;
    }

    public void remove(HeldBatch held) {
        byAttempt.remove(held.claim().attempt());
        heap.free(held.free());
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
