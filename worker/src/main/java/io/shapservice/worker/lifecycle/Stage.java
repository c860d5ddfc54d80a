package io.shapservice.worker.lifecycle;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that the worker cannot do without: when it dies of an error, the worker ends. */
public final class Stage {
    private static final Logger LOG = LoggerFactory.getLogger(Stage.class);

    private final Thread thread;

    /** The thread is a daemon: only {@link Lifecycle} decides when the process ends. */
    public Stage(String name, Runnable body, Lifecycle lifecycle) {
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(() -> run(body, lifecycle));
    }

    public void start() {
        thread.start();
    }

    /** Waits for the end of the thread, at most that long; a thread that was never started has ended. */
    public void join(Duration atMost) {
        try {
            if (thread.getState() != Thread.State.NEW && !thread.equals(Thread.currentThread())) {
                thread.join(atMost);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void run(Runnable body, Lifecycle lifecycle) {
        try {
            body.run();
        } catch (OutOfMemoryError e) {
            lifecycle.end(Exit.OUT_OF_MEMORY);
        } catch (Exception | Error e) {
            LOG.error("the thread {} has died", Thread.currentThread().getName(), e);
            lifecycle.end(Exit.BROKEN);
        }
    }
}
