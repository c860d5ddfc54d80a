package io.shapservice.apiserver.upkeep;

import io.shapservice.redis.Outcome;
import io.shapservice.storage.BlobKey;
import io.shapservice.storage.BlobStore;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes blobs that nobody needs, a few at a time. It may forget some: every blob of a job has a lifetime of its own, deleting
 * only frees the memory sooner.
 */
public final class BlobSweep {
    private static final Logger LOG = LoggerFactory.getLogger(BlobSweep.class);
    private static final int REMEMBERED = 200_000;
    private static final int PER_PASS = 2_000;

    private final BlobStore blobs;
    private final BlockingQueue<BlobKey> unneeded = new ArrayBlockingQueue<>(REMEMBERED);

    public BlobSweep(BlobStore blobs) {
        this.blobs = blobs;
    }

    public void later(List<BlobKey> keys) {
        for (BlobKey key : keys) {
            if (!unneeded.offer(key)) {
                LOG.warn("more than {} blobs wait to be deleted; some are left to expire", REMEMBERED);
                return;
            }
        }
    }

    /** Deletes some; stops at the first failure, for the rest would fail too. */
    public void pass() {
        for (int i = 0; i < PER_PASS; i++) {
            BlobKey key = unneeded.poll();
            if (key == null) {
                return;
            }
            if (blobs.delete(key) instanceof Outcome.Failed<Boolean> failed) {
                LOG.debug("blobs are not deleted now: {}", failed.detail());
                later(List.of(key));
                return;
            }
        }
    }
}
