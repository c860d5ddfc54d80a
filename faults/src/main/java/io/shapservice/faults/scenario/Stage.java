package io.shapservice.faults.scenario;

import io.shapservice.faults.check.QueueState;
import io.shapservice.faults.data.Reference;
import io.shapservice.faults.data.Rows;
import io.shapservice.faults.load.JobStream;
import io.shapservice.faults.load.Tally;
import io.shapservice.faults.process.Await;
import io.shapservice.faults.service.ServiceUnderTest;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * What a scenario works with.
 *
 * @param jobs users who submit, wait and compare all the while
 * @param times how often the scenario's fault is brought about
 * @param tell shows progress to a person
 */
public record Stage(
        ServiceUnderTest service,
        QueueState queue,
        JobStream jobs,
        Rows rows,
        Reference reference,
        SplittableRandom random,
        int times,
        Consumer<String> tell) {
    private static final int LONGEST_CALM_MILLIS = 1_500;

    Tally tally() {
        return jobs.tally();
    }

    /** Work goes on for a while, so that the next fault meets it anywhere. */
    void calm() {
        Await.pass(Duration.ofMillis(random.nextInt(LONGEST_CALM_MILLIS)));
    }

    /** How long it takes until a batch is committed. */
    Duration nextCommit(Duration limit) {
        long before = queue.rowsDone();
        return Await.until("a batch is committed", limit, () -> queue.rowsDone() > before);
    }
}
