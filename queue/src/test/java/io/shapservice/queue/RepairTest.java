package io.shapservice.queue;

import static io.shapservice.queue.QueueOnRedis.value;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys that were damaged by hand, as a restore in parts or an eviction would. */
class RepairTest {
    private static QueueOnRedis redis;

    @BeforeAll
    static void start() {
        redis = QueueOnRedis.inMemory();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @BeforeEach
    void aJobInAllStates() {
        redis.command("FLUSHALL");
        redis.submit("j1", 6000, 500);
        redis.complete("w1", redis.claimOne("w1"));
        redis.fail("w1", redis.claimOne("w1"), FailureClass.INPUT);
        redis.fail("w1", redis.claimOne("w1"), FailureClass.TRANSIENT);
        redis.claim("w1", 3);
        redis.assertSound();
    }

    @ParameterizedTest
    @CsvSource({
        "DEL, {q0}:own:j1",
        "DEL, {q0}:back:j1",
        "DEL, {q0}:dead:j1",
        "DEL, {q0}:lease",
        "DEL, {q0}:order:j1",
        "DEL, {q0}:result:j1",
        "DEL, {q0}:turn:bulk:tenant",
        "DEL, {q0}:held:w1",
        "HINCRBY, {q0}:job:j1 done 1",
        "HINCRBY, {q0}:job:j1 cursor 2",
        "RPUSH, {q0}:order:j1 5:x",
    })
    void aDamagedJobIsMendedCountedAndComesToItsEnd(String command, String args) {
        redis.command(command, args.split(" "));
        value(redis.queue.reap());
        for (int i = 0; i < 60 && !redis.job("j1").state().ended(); i++) {
            redis.claim("w2", 9).forEach(claim -> redis.complete("w2", claim));
            redis.passOneLease();
            value(redis.queue.reap());
        }
        JobView job = redis.job("j1");
        assertThat(job.state().ended()).isTrue();
        long dead = job.dead().stream().mapToLong(JobView.DeadBatch::rows).sum();
        assertThat(job.rowsDone() + dead).isEqualTo(6000);
        assertThat(redis.page("j1", "", 99).batches())
                .extracting(Results.CommittedBatch::batch)
                .doesNotHaveDuplicates();
        assertThat(redis.page("j1", "", 99).batches().stream()
                        .mapToLong(Results.CommittedBatch::rows)
                        .sum())
                .isEqualTo(job.rowsDone());
    }

    @Test
    void aRepairIsCountedAndASoundJobIsLeftAlone() {
        value(redis.queue.reap());
        assertThat(redis.sample().queue().integrity().repairs()).isZero();
        redis.command("DEL", "{q0}:own:j1");
        value(redis.queue.reap());
        assertThat(redis.sample().queue().integrity().repairs()).isEqualTo(1);
        value(redis.queue.reap());
        assertThat(redis.sample().queue().integrity().repairs()).isEqualTo(1);
    }

    @Test
    void aJobWhoseKeyIsGoneDoesNotHoldUpTheOthers() {
        redis.submit("j2", 500, 500);
        redis.command("DEL", "{q0}:job:j1");
        assertThat(redis.claimOne("w2").jobId()).isEqualTo("j2");
        redis.passOneLease();
        value(redis.queue.reap());
        redis.renew("w1", 5);
        assertThat(value(redis.queue.jobs("", "", 9)).jobs())
                .extracting(JobView::id)
                .containsExactly("j2");
    }
}
