package io.shapservice.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.protocol.problem.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class PacedStreamTest {
    @Test
    void aBodyThatTricklesInIsEndedAfterItsGrace() {
        var pace = new PacedStream.Pace(Duration.ofSeconds(20), 1024);

        assertThat(pace.isKept(0, Duration.ofSeconds(20).toNanos())).isTrue();
        assertThat(pace.isKept(1024, Duration.ofSeconds(21).toNanos())).isTrue();
        assertThat(pace.isKept(1023, Duration.ofSeconds(21).toNanos())).isFalse();
        assertThat(pace.isKept(1 << 20, Duration.ofSeconds(60).toNanos())).isTrue();
    }

    @Test
    void aBodyInTimeIsReadWhole() throws Exception {
        byte[] body = new byte[10_000];
        try (InputStream in = new PacedStream(new ByteArrayInputStream(body), PacedStream.Pace.DEFAULT)) {
            assertThat(in.readAllBytes()).isEqualTo(body);
        }
    }

    @Test
    void oneThatIsSlowerOrStopsIsToldSo() {
        var impatient = new PacedStream.Pace(Duration.ofSeconds(-1), 1 << 30);
        InputStream slow = new PacedStream(new ByteArrayInputStream(new byte[10]), impatient);
        InputStream silent = new PacedStream(
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("idle", new TimeoutException());
                    }

                    @Override
                    public int read(byte[] bytes, int offset, int length) throws IOException {
                        return read();
                    }
                },
                PacedStream.Pace.DEFAULT);

        for (InputStream in : new InputStream[] {slow, silent}) {
            assertThatThrownBy(in::readAllBytes)
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.REQUEST_TIMEOUT));
        }
    }
}
