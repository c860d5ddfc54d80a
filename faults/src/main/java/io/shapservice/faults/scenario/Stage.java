package io.shapservice.faults.scenario;

import io.shapservice.faults.check.QueueState;
import io.shapservice.faults.data.Reference;
import io.shapservice.faults.data.Rows;
import io.shapservice.faults.load.JobStream;
import io.shapservice.faults.load.Tally;
import io.shapservice.faults.service.ServiceUnderTest;
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
    Tally tally() {
        return jobs.tally();
    }
}
