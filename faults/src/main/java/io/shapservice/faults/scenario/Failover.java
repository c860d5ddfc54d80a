package io.shapservice.faults.scenario;

import io.shapservice.faults.process.Await;
import io.shapservice.redisserver.RedisSentinels;
import io.shapservice.redisserver.RedisServer;
import java.io.UncheckedIOException;
import java.time.Duration;

/** SIGKILL of the primary under load: the sentinels name the replica, the killed one comes back as a replica of it. */
public final class Failover implements Scenario {
    private static final Duration PROMISED = Duration.ofSeconds(10);
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @Override
    public String name() {
        return "failover";
    }

    @Override
    public String promise() {
        return "the primary is killed: what was acknowledged is on the successor, no process ends, work goes on";
    }

    @Override
    public Times times() {
        return new Times(1, 30);
    }

    @Override
    public boolean endsWorkers() {
        return false;
    }

    /** A commit that the successor has not heard of is forgotten, and its lease runs out. */
    @Override
    public boolean chargesAttempts() {
        return true;
    }

    @Override
    public boolean needsSentinels() {
        return true;
    }

    @Override
    public Findings run(Stage stage) {
        Findings findings = new Findings(PROMISED);
        RedisSentinels group = stage.service().sentinels();
        for (int i = 1; i <= stage.times(); i++) {
            stage.nextCommit(LIMIT);
            stage.calm();
            // A replica that has not caught up is never chosen.
            Await.until("the replica follows", LIMIT, () -> follows(group.replica()));
            RedisServer lost = group.primary();
            lost.kill();
            Duration agreed = Await.until("the sentinels name a successor", LIMIT, () -> group.primary() != lost);
            findings.recovered("the next commit after the sentinels have agreed", stage.nextCommit(LIMIT));
            if (!stage.service().api().alive()) {
                findings.broken("the API ended");
            }
            lost.restart();
            Await.until("the killed one follows", LIMIT, () -> follows(lost));
            stage.tell()
                    .accept(i + " of " + stage.times() + " failovers, agreed on after " + agreed.toMillis() + " ms");
        }
        return findings;
    }

    private static boolean follows(RedisServer server) {
        try {
            return server.ask("INFO", "replication").contains("master_link_status:up");
        } catch (UncheckedIOException e) {
            // Who makes it a replica cuts its connections.
            return false;
        }
    }
}
