package io.shapservice.worker.fault;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** What happens to the process. */
public enum FaultKind {
    /** SIGKILL: nothing more is written, no hook runs. */
    KILL {
        @Override
        void happen() {
            OwnProcess.signal(OwnProcess.SIGKILL);
        }
    },
    /** SIGSTOP: the process freezes with open connections until somebody sends SIGCONT. */
    STOP {
        @Override
        void happen() {
            OwnProcess.signal(OwnProcess.SIGSTOP);
        }
    },
    /** The thread waits for ever, the others go on. */
    BLOCK {
        @Override
        void happen() {
            while (true) {
                LockSupport.park();
            }
        }
    },
    /** The thread burns CPU for ever, the others go on. */
    SPIN {
        @Override
        void happen() {
            while (true) {
                Thread.onSpinWait();
            }
        }
    },
    /** The step takes a fifth of a second longer, each time. */
    SLOW {
        @Override
        void happen() {
            LockSupport.parkNanos(LONGER.toNanos());
        }
    },
    /** The step ends in an OutOfMemoryError. */
    OUT_OF_MEMORY {
        @Override
        void happen() {
            throw new OutOfMemoryError("a fault that was asked for");
        }
    };

    private static final Duration LONGER = Duration.ofMillis(200);

    abstract void happen();
}
