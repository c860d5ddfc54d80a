package io.shapservice.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.redis.RedisSettings;
import io.shapservice.redis.Reply;
import io.shapservice.redisserver.RedisServer;
import io.shapservice.redisserver.RedisServerOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The checks are shown to see what they are for. */
class QueueStateTest {
    private final RedisServer redis = RedisServer.start(RedisServerOptions.inMemory());
    private final QueueState state = QueueState.of(RedisSettings.of(redis.url()));

    /** Four batches: one done, one leased, one to be tried again, one not begun. */
    @BeforeEach
    void aJob() {
        send("ZADD", "{q0}:jobs", "1", "j");
        send("HSET", "{q0}:job:j", "state", "running", "cursor", "3", "done", "1", "dead", "0", "batches", "4");
        send("SETBIT", "{q0}:done:j", "0", "1");
        send("RPUSH", "{q0}:order:j", "0:digest");
        send("HSET", "{q0}:own:j", "1", "attempt");
        send("ZADD", "{q0}:back:j", "9", "2");
    }

    @Test
    void numbersThatAddUpAreNoProblem() {
        assertThat(state.invariant()).isEqualTo(new Invariant(java.util.List.of(), 0, 0));
    }

    @Test
    void aLostBatchIsSeen() {
        send("ZREM", "{q0}:back:j", "2");

        assertThat(state.invariant().problems())
                .singleElement()
                .asString()
                .contains("cursor 3 is not 1 done + 1 leased");
    }

    @Test
    void aBatchThatWasCommittedTwiceIsSeen() {
        send("RPUSH", "{q0}:order:j", "0:other");

        assertThat(state.invariant().problems()).singleElement().asString().contains("2 in the order of commits");
    }

    @Test
    void aJobThatEndedWithoutAllOfItsBatchesIsSeen() {
        send("HSET", "{q0}:job:j", "state", "succeeded");

        assertThat(state.invariant().problems()).singleElement().asString().contains("succeeded with 1 of 4");
    }

    @Test
    void chargedAttemptsAreCounted() {
        send("HSET", "{q0}:tries:j", "2", "3");

        assertThat(state.invariant().charged()).isEqualTo(3);
    }

    @AfterEach
    void stop() {
        state.close();
        redis.close();
    }

    private void send(String command, String... arguments) {
        state.command(command, Reply::missing, arguments);
    }
}
