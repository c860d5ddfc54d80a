package io.shapservice.faults.scenario;

import io.shapservice.faults.process.Await;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Trouble with Redis for a while: no process ends and no attempt is charged.
 *
 * @param promised from the end of the trouble to the next committed batch
 * @param trouble brings it about and ends it
 */
public record RedisFault(String name, String trouble, Duration promised, Consumer<Stage> fault) implements Scenario {
    private static final Duration UNTIL_COMMITS = Duration.ofMinutes(1);

    /** All of them, in the order in which they are tried. */
    public static List<Scenario> all() {
        Duration soon = Duration.ofSeconds(10);
        return List.of(
                new RedisFault("redis-paused", "CLIENT PAUSE of 3 s", soon, stage -> {
                    stage.queue().order("CLIENT", "PAUSE", "3000");
                    Await.pass(Duration.ofSeconds(3));
                }),
                new RedisFault("redis-cuts", "CLIENT KILL of all connections, ten times in 2 s", soon, stage -> {
                    for (int i = 0; i < 10; i++) {
                        stage.queue().order("CLIENT", "KILL", "TYPE", "normal");
                        Await.pass(Duration.ofMillis(200));
                    }
                }),
                new RedisFault("redis-hangs", "DEBUG SLEEP of 4 s", soon, stage -> {
                    stage.queue().order("DEBUG", "SLEEP", "4");
                }),
                new RedisFault("redis-killed", "SIGKILL, started again on its data after 3 s", soon, stage -> {
                    stage.service().redis().kill();
                    Await.pass(Duration.ofSeconds(3));
                    stage.service().redis().restart();
                }),
                new RedisFault("partition", "15 s without a byte and without a reset", soon, stage -> {
                    stage.service().network().partition();
                    Await.pass(Duration.ofSeconds(15));
                    stage.service().network().heal();
                }),
                new RedisFault("slow-network", "200 ms for each round trip, for 10 s", soon, stage -> {
                    stage.service().network().delay(Duration.ofMillis(100));
                    Await.pass(Duration.ofSeconds(10));
                    stage.service().network().heal();
                }),
                new RedisFault("memory-full", "maxmemory reached for 5 s", soon, stage -> {
                    stage.queue().order("CONFIG", "SET", "maxmemory", "1mb");
                    Await.pass(Duration.ofSeconds(5));
                    stage.queue().order("CONFIG", "SET", "maxmemory", "0");
                }));
    }

    @Override
    public String promise() {
        return trouble + ": no process ends, no attempt is charged, work goes on";
    }

    @Override
    public Times times() {
        return new Times(1, 30);
    }

    @Override
    public boolean endsWorkers() {
        return false;
    }

    @Override
    public Findings run(Stage stage) {
        Findings findings = new Findings(promised);
        for (int i = 1; i <= stage.times(); i++) {
            stage.nextCommit(UNTIL_COMMITS);
            stage.calm();
            fault.accept(stage);
            findings.recovered("the next commit after " + trouble, stage.nextCommit(UNTIL_COMMITS));
            if (!stage.service().api().alive()) {
                findings.broken("the API ended");
            }
            stage.tell().accept(i + " of " + stage.times() + ": " + trouble);
        }
        return findings;
    }
}
