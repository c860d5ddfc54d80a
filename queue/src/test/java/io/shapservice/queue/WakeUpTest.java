package io.shapservice.queue;

import static io.shapservice.queue.QueueOnRedis.result;
import static io.shapservice.queue.QueueOnRedis.submission;
import static io.shapservice.queue.QueueOnRedis.value;
import static io.shapservice.queue.QueueOnRedis.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.queue.wake.Bell;
import io.shapservice.queue.wake.JobNews;
import io.shapservice.redis.Outcome;
import io.shapservice.redis.Reply;
import io.shapservice.redis.Script;
import io.shapservice.redis.Traffic;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who is told that there is something to do, and who is not. */
class WakeUpTest {
    private static final Duration PATIENT = Duration.ofSeconds(60);

    @RegisterExtension
    static final QueueOnRedis REDIS = QueueOnRedis.inMemory();

    /** For it no time passes: who asked a moment ago did so however busy this machine is. */
    private static final JobQueue QUEUE = new RedisJobQueue(
            WakeUpTest::runNow,
            (channel, listener) -> REDIS.gateway.subscribe(channel, listener)::live,
            () -> 0,
            QueueOnRedis.SETTINGS,
            new SecureRandom());

    @Test
    void oneRowWakesOneOfManyIdleWorkers() throws InterruptedException {
        Idle first = idle("many-1");
        Idle second = idle("many-2");
        Idle third = idle("many-3");
        long said = said();
        submit("j1", 1, 500);
        assertThat(third.woken()).isTrue();
        assertThat(said()).isEqualTo(said + 1);
        // It is on its way: the next row is for the next worker.
        submit("j2", 1, 500);
        assertThat(second.woken()).isTrue();
        submit("j3", 1, 500);
        assertThat(first.woken()).isTrue();
        submit("j4", 1, 500);
        assertThat(said()).isEqualTo(said + 3);
    }

    @Test
    void whoLeavesSomethingWakesTheNextAndWhoTakesTheLastDoesNot() throws InterruptedException {
        Idle first = idle("chain-1");
        Idle second = idle("chain-2");
        Idle third = idle("chain-3");
        submit("j1", 1000, 500);
        assertThat(third.woken()).isTrue();
        assertThat(claim("chain-3", 1)).hasSize(1);
        assertThat(second.woken()).isTrue();
        long said = said();
        assertThat(claim("chain-2", 1)).hasSize(1);
        assertThat(said()).isEqualTo(said);
        assertThat(first.rung()).isFalse();
    }

    @Test
    void whoHasSomethingToDoIsWokenAfterThoseWhoHaveNothing() throws InterruptedException {
        Idle free = idle("a-free");
        Idle busy = idle("b-busy");
        submit("j1", 1, 500);
        assertThat(busy.woken()).isTrue();
        assertThat(claim("b-busy", 1)).hasSize(1);
        assertThat(claim("b-busy", 1)).isEmpty();
        Idle again = new Idle(busy.bell, busy.bell.rings());
        submit("j2", 1, 500);
        assertThat(free.woken()).isTrue();
        submit("j3", 1, 500);
        assertThat(again.woken()).isTrue();
    }

    @Test
    void aWorkerThatHearsNothingAnyMoreIsPassedOver() throws InterruptedException {
        Idle there = idle("there");
        // Its claim says that it listens; it died just now.
        JobQueue dead = new RedisJobQueue(
                WakeUpTest::runNow, (_, _) -> () -> true, () -> 0, QueueOnRedis.SETTINGS, new SecureRandom());
        var _ = dead.bell(worker("dead"));
        assertThat(value(dead.claim(worker("dead"), 1, 1))).isEmpty();
        submit("j1", 1, 500);
        assertThat(there.woken()).isTrue();
    }

    @Test
    void whoDoesNotListenOrHasLeftOrWasNotHeardOfForSecondsIsNotCountedOn() {
        assertThat(claim("deaf", 1)).isEmpty();
        Idle left = idle("left");
        assertThat(value(QUEUE.leave(worker("left")))).isTrue();
        Idle silent = idle("silent");
        REDIS.pass(Duration.ofSeconds(4));
        long said = said();
        submit("j1", 1, 500);
        assertThat(said()).isEqualTo(said);
        assertThat(left.rung() || silent.rung()).isFalse();
    }

    @Test
    void whatIsGivenBackWakesAnother() throws InterruptedException {
        submit("j1", 500, 500);
        Claim claim = claimOne("gives-back");
        Idle other = idle("other");
        assertThat(value(QUEUE.release(worker("gives-back"), List.of(claim)))).isEqualTo(1);
        assertThat(other.woken()).isTrue();
    }

    @Test
    void whoWaitsForAJobIsToldOfItsEndAndWhoFollowsItOfCommitsToo() throws InterruptedException {
        submit("j1", 1000, 500);
        JobNews news = listeningToNews();
        try (JobNews.Watch end = news.untilEnd("j1");
                JobNews.Watch all = news.all("j1");
                JobNews.Watch other = news.all("j2")) {
            long ends = end.bell().rings();
            long others = other.bell().rings();
            long alls = all.bell().rings();
            var _ = complete("w");
            assertThat(all.bell().await(alls, PATIENT)).isTrue();
            assertThat(end.bell().rings()).isEqualTo(ends);
            var _ = complete("w");
            assertThat(end.bell().await(ends, PATIENT)).isTrue();
            assertThat(other.bell().rings()).isEqualTo(others);
        }
    }

    @Test
    void whoWaitsForAJobThatIsDeletedIsTold() throws InterruptedException {
        submit("j1", 1000, 500);
        try (JobNews.Watch end = listeningToNews().untilEnd("j1")) {
            long heard = end.bell().rings();
            assertThat(value(QUEUE.purge("j1"))).isTrue();
            assertThat(end.bell().await(heard, PATIENT)).isTrue();
        }
    }

    @Test
    void whereRedisLetsNobodySpeakTheQueueWorksAllTheSame() {
        var _ = idle("quiet");
        REDIS.command("ACL", "SETUSER", "default", "resetchannels");
        try {
            submit("j1", 500, 500);
            assertThat(complete("quiet")).isEqualTo(Completion.COMMITTED);
            assertThat(REDIS.job("j1").state()).isEqualTo(JobState.SUCCEEDED);
        } finally {
            REDIS.command("ACL", "SETUSER", "default", "allchannels");
        }
    }

    /** A worker that has found nothing, and what it had heard by then. */
    private record Idle(Bell bell, long heard) {
        boolean woken() throws InterruptedException {
            return bell.await(heard, PATIENT);
        }

        boolean rung() {
            return bell.rings() != heard;
        }
    }

    private Idle idle(String name) {
        Bell bell = QUEUE.bell(worker(name));
        // Once it listens, an empty claim leaves it among those who wait.
        Eventually.holds(name + " listens", () -> {
            assertThat(claim(name, 1)).isEmpty();
            return !REDIS.command("ZSCORE", "{q0}:idle", name).missing();
        });
        return new Idle(bell, bell.rings());
    }

    private JobNews listeningToNews() {
        JobNews news = QUEUE.news();
        Eventually.holds(
                "listens",
                () -> REDIS.command("PUBSUB", "NUMSUB", "{q0}:news")
                                .items()
                                .get(1)
                                .whole()
                        == 1);
        // What is said at the beginning, that something may have been missed, must not be taken for news.
        try (JobNews.Watch first = news.all("first")) {
            Eventually.holds("hears", () -> {
                REDIS.command("PUBLISH", "{q0}:news", "first");
                return first.bell().rings() > 0;
            });
        }
        return news;
    }

    private static void submit(String id, long rows, int batchSize) {
        assertThat(value(QUEUE.submit(submission(id, rows, batchSize)))).isInstanceOf(Submitted.Accepted.class);
    }

    private static List<Claim> claim(String worker, int batches) {
        return value(QUEUE.claim(worker(worker), batches, 1e6));
    }

    private static Claim claimOne(String worker) {
        return claim(worker, 1).getFirst();
    }

    private static Completion complete(String worker) {
        Claim claim = claimOne(worker);
        return value(QUEUE.complete(worker(worker), claim, result(claim)));
    }

    private static <T> Outcome<T> runNow(
            Traffic traffic, Script script, String key, List<String> args, Function<Reply, T> read) {
        if (REDIS.command("EXISTS", "{q0}:meta").whole() == 1) {
            REDIS.command("HSET", "{q0}:meta", "wall", "9000000000000");
        }
        return REDIS.gateway.run(traffic, script, key, args, read);
    }

    private static long said() {
        return REDIS.server
                .ask("INFO", "commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_publish:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^=]*calls=(\\d+),.*", "$1")))
                .sum();
    }
}
