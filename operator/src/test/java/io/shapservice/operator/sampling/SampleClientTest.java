package io.shapservice.operator.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shapservice.operator.example.Samples;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SampleClientTest {
    private static final Target POD = new Target("api-0", "uid", "127.0.0.1", true);

    private SampleServer server;
    private SampleClient client;

    @BeforeEach
    void start() throws IOException {
        server = new SampleServer("127.0.0.1", 0);
        client = new SampleClient(server.port());
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void theQuestionNamesTheLastRevisionAndTheLongestWait() throws IOException, InterruptedException {
        server.serve(Samples.waiting(3));

        assertThat(client.fetch(POD, 42, Duration.ofSeconds(7))).isEqualTo(Samples.waiting(3));
        assertThat(server.asked()).containsExactly("GET /internal/sample?after=42&wait=7s");
    }

    @Test
    void aFieldThatIsNotKnownYetIsTolerated() throws IOException, InterruptedException {
        server.serve(200, """
                {"schemaVersion":2,"new":1,"revision":1,"incarnation":"a","redisTimeMillis":1,"redis":{"reachable":true},
                 "queue":{"waitingSeconds":1,"more":{}},"workers":[],"models":[]}""");

        assertThat(client.fetch(POD, 0, Duration.ofSeconds(1)).queue().waitingSeconds())
                .isEqualTo(1);
    }

    @Test
    void anAnswerOfMoreThan256KilobytesIsRefused() {
        server.serve(200, "{\"incarnation\":\"" + "x".repeat(300_000) + "\"}");

        assertThatThrownBy(() -> client.fetch(POD, 0, Duration.ofSeconds(1))).isInstanceOf(IOException.class);
    }

    @Test
    void aRedirectIsNotFollowed() {
        server.serve(302, "");

        assertThatThrownBy(() -> client.fetch(POD, 0, Duration.ofSeconds(1))).hasMessage("answered 302");
    }

    @Test
    void somethingThatIsNoSampleIsAnError() {
        server.serve(200, "<html>");
        assertThatThrownBy(() -> client.fetch(POD, 0, Duration.ofSeconds(1))).isInstanceOf(IOException.class);
        server.serve(200, "null");
        assertThatThrownBy(() -> client.fetch(POD, 0, Duration.ofSeconds(1))).isInstanceOf(IOException.class);
        server.serve(200, "{}");
        assertThatThrownBy(() -> client.fetch(POD, 0, Duration.ofSeconds(1))).isInstanceOf(IOException.class);
    }
}
