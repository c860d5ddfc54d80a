package io.shapservice.operator.simulation;

/** One worker: comes up, computes batch after batch, and ends after the batch that it holds when it is told to go. */
final class SimulatedWorker {
    /** From a created pod to the first claim: scheduling, start of the container, start of Java. */
    private static final int START_SECONDS = 10;

    private final int created;
    private double remaining;
    private boolean draining;

    SimulatedWorker(int created) {
        this.created = created;
    }

    boolean up(int second) {
        return second >= created + START_SECONDS;
    }

    boolean busy() {
        return remaining > 0;
    }

    boolean draining() {
        return draining;
    }

    int created() {
        return created;
    }

    double remaining() {
        return remaining;
    }

    void take(double cost) {
        remaining += cost;
    }

    void work(double seconds) {
        remaining = Math.max(0, remaining - seconds);
    }

    void drain() {
        draining = true;
    }
}
