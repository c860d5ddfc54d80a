package io.shapservice.local.pod;

import java.time.Duration;

/**
 * How long a container waits for its next start. Kubernetes has 10 s doubling to 300 s, forgotten after 600 s of running;
 * a person who looks at their own machine waits less.
 *
 * @param forgottenAfter running for so long starts the count anew
 */
public record BackOff(Duration first, Duration most, Duration forgottenAfter) {

    /** 1 s doubling to 30 s, forgotten after 60 s of running. */
    public static BackOff ofLocalMode() {
        return new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(60));
    }

    /** The wait after so many failures in a row, of which the first is 1. */
    Duration after(int failures) {
        long factor = 1L << Math.min(failures - 1, 20);
        Duration wait = first.multipliedBy(factor);
        return wait.compareTo(most) > 0 ? most : wait;
    }
}
