package io.shapservice.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureKindsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            OOM command not allowed when used memory > 'maxmemory'. | OOM
            ERR Error running script (call to f_6b1): @user_script:1: -OOM command not allowed when used memory > 'maxmemory'. | OOM
            READONLY You can't write against a read only replica. | READONLY
            ERR Error running script (call to f_6b1): @user_script:1: -READONLY You can't write against a read only replica. | READONLY
            MASTERDOWN Link with MASTER is down | READONLY
            LOADING Redis is loading the dataset in memory | LOADING
            ERR unknown command | ERROR
            MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to disk. | READONLY
            NOREPLICAS Not enough good replicas to write. | READONLY
            BUSY Redis is busy running a script. | LOADING
            CLUSTERDOWN Hash slot not served | LOADING
            MOVED 3999 127.0.0.1:6381 | LOADING
            NOAUTH Authentication required. | REJECTED
            WRONGPASS invalid username-password pair or user is disabled. | REJECTED
            NOPERM User shap has no permissions to run the 'get' command | ERROR
            """)
    void whatRedisSaysHasItsKind(String said, Outcome.Kind kind) {
        assertThat(FailureKinds.ofReply(said)).isEqualTo(kind);
    }

    @Test
    void aReasonIsWhatTheOperatingSystemSaid() {
        assertThat(
                        FailureKinds.reason(
                                new IOException(
                                        "io.netty.channel.unix.Errors$NativeIoException: sendAddress(..) failed with error(-104): Connection reset by peer")))
                .isEqualTo("Connection reset by peer");
        assertThat(FailureKinds.reason(new RedisException(new IOException("Connection refused: /127.0.0.1:6379"))))
                .isEqualTo("Connection refused: /127.0.0.1:6379");
        assertThat(FailureKinds.reason(new RedisException("ERR unknown command")))
                .isEqualTo("ERR unknown command");
    }
}
