package io.shapservice.faults.scenario;

/** A fault, and what is measured of it. Jobs flow before, during and after. */
public interface Scenario {
    /** As people type it. */
    String name();

    /** What must hold, in a sentence. */
    String promise();

    /** How often the fault is brought about in the short form and in the long one. */
    Times times();

    /** Whether workers end by the fault itself; else an end of one is a broken promise. */
    boolean endsWorkers();

    /** Whether acknowledged jobs are lost by the fault itself; then no users run beside it. */
    default boolean losesData() {
        return false;
    }

    /** Whether batches may cost an attempt by the fault itself; else that is a broken promise. */
    default boolean chargesAttempts() {
        return endsWorkers();
    }

    /** Whether it needs a primary that has a replica, with sentinels that watch them; else the service has a single Redis. */
    default boolean needsSentinels() {
        return false;
    }

    /** Brings the fault about, waits for the recovery and tells what it measured; throws what keeps it from that. */
    Findings run(Stage stage) throws Exception;

    /** @param shorter in CI */
    record Times(int shorter, int longer) {}
}
