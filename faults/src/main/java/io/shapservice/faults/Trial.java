package io.shapservice.faults;

import io.shapservice.client.ExplainQuery;
import io.shapservice.faults.check.Invariant;
import io.shapservice.faults.check.QueueState;
import io.shapservice.faults.data.Reference;
import io.shapservice.faults.data.Rows;
import io.shapservice.faults.load.JobStream;
import io.shapservice.faults.process.Await;
import io.shapservice.faults.scenario.Findings;
import io.shapservice.faults.scenario.Scenario;
import io.shapservice.faults.scenario.Stage;
import io.shapservice.faults.service.ServiceUnderTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Runs scenarios one after the other on one service, and asks after each what must hold after all of them. */
record Trial(
        ServiceUnderTest service,
        QueueState queue,
        Rows rows,
        Reference reference,
        ExplainQuery query,
        SplittableRandom random) {
    private static final int USERS = 3;
    private static final Duration FLOWING = Duration.ofMinutes(1);

    Verdict of(Scenario scenario, int times) throws InterruptedException {
        long start = System.nanoTime();
        int endsBefore = service.workers().unexpectedEnds().size();
        List<String> violations = new ArrayList<>();
        String summary = "";
        JobStream jobs =
                JobStream.start(service, rows, reference, query, scenario.losesData() ? 0 : USERS, random.split());
        try (jobs) {
            if (!scenario.losesData()) {
                long before = queue.rowsDone();
                Await.until("jobs flow", FLOWING, () -> queue.rowsDone() > before);
            }
            Stage stage = new Stage(
                    service, queue, jobs, rows, reference, random, times, text -> System.out.println("     " + text));
            Findings findings = scenario.run(stage);
            summary = findings.summary();
            violations.addAll(findings.violations());
            jobs.finish();
        } catch (Exception e) {
            violations.add(e.toString());
        }
        violations.addAll(jobs.tally().violations());
        List<String> ends = service.workers().unexpectedEnds();
        if (!scenario.endsWorkers()) {
            violations.addAll(ends.subList(endsBefore, ends.size()));
        }
        violations.addAll(contradictions(scenario));
        return new Verdict(
                scenario, times, jobs.tally(), summary, violations, Duration.ofNanos(System.nanoTime() - start));
    }

    private List<String> contradictions(Scenario scenario) {
        Invariant invariant = queue.invariant();
        List<String> all = new ArrayList<>(invariant.problems());
        if (!scenario.chargesAttempts() && invariant.charged() > 0) {
            all.add(invariant.charged() + " attempts were charged");
        }
        if (invariant.dead() > 0) {
            all.add(invariant.dead() + " batches were given up");
        }
        return all;
    }
}
