package io.shapservice.apiserver.upkeep;

import io.shapservice.queue.Garbage;
import io.shapservice.queue.JobQueue;
import io.shapservice.redis.Outcome;
import io.shapservice.storage.BlobKey;
import io.shapservice.storage.BlobStore;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes the blobs that the queue lists as needed by nobody: of uploads given up, jobs ended, results expired. */
public final class GarbageSweep {
    private static final Logger LOG = LoggerFactory.getLogger(GarbageSweep.class);
    private static final int AT_ONCE = 200;
    private static final int PER_PASS = 20;

    private final JobQueue queue;
    private final BlobStore blobs;

    public GarbageSweep(JobQueue queue, BlobStore blobs) {
        this.queue = queue;
        this.blobs = blobs;
    }

    /** Stops at the first failure: what was not reported is handed out again. */
    public void pass() {
        int lists = 0;
        while (lists < PER_PASS && some()) {
            lists++;
        }
    }

    private boolean some() {
        return queue.garbage(AT_ONCE) instanceof Outcome.Ok<Optional<Garbage>>(Optional<Garbage> garbage)
                && garbage.isPresent()
                && deleted(garbage.get())
                && queue.collected(garbage.get()) instanceof Outcome.Ok;
    }

    private boolean deleted(Garbage garbage) {
        for (String key : garbage.blobKeys()) {
            if (blobs.delete(new BlobKey(key)) instanceof Outcome.Failed<Boolean> failed) {
                LOG.debug("blobs are not deleted now: {}", failed.detail());
                return false;
            }
        }
        return true;
    }
}
