package io.shapservice.faults.scenario;

import io.shapservice.faults.process.Await;
import java.time.Duration;

/** SIGKILL of the API at random moments, in which users upload, wait and download. */
public final class KilledApi implements Scenario {
    private static final Duration PROMISED = Duration.ofSeconds(30);
    private static final int LONGEST_PAUSE_MILLIS = 3_000;

    @Override
    public String name() {
        return "killed-api";
    }

    @Override
    public String promise() {
        return "a submit that is sent again with its key is the same job; acknowledged jobs end; nothing stays stored without a job";
    }

    @Override
    public Times times() {
        return new Times(2, 60);
    }

    @Override
    public boolean endsWorkers() {
        return false;
    }

    @Override
    public Findings run(Stage stage) {
        Findings findings = new Findings(PROMISED);
        for (int i = 1; i <= stage.times(); i++) {
            Await.pass(Duration.ofMillis(stage.random().nextInt(LONGEST_PAUSE_MILLIS)));
            long checked = stage.tally().checked();
            stage.service().api().kill();
            long killed = System.nanoTime();
            stage.service().api().restart();
            Await.until(
                    "a job is answered",
                    PROMISED.multipliedBy(4),
                    () -> stage.tally().checked() > checked);
            findings.recovered("the first answered job after the kill", Duration.ofNanos(System.nanoTime() - killed));
            stage.tell().accept(i + " of " + stage.times() + " kills of the API");
        }
        return findings;
    }
}
