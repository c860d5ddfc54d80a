package io.shapservice.faults.check;

import java.util.List;

/**
 * @param problems numbers that contradict each other: {@code cursor = done + leased + retry + dead}, and a batch is committed once
 * @param charged attempts that were charged to batches of jobs that go on
 * @param dead batches that were given up
 */
public record Invariant(List<String> problems, long charged, long dead) {
    public Invariant {
        problems = List.copyOf(problems);
    }
}
