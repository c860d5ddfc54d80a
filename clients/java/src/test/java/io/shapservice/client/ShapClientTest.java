package io.shapservice.client;

import static io.shapservice.client.ScriptedServer.busy;
import static io.shapservice.client.ScriptedServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ShapClientTest {
    private static final String JOB = """
            {"id": "j1", "model": "housing", "state": "running", "rows": 1000, "rowsDone": 500, "batches": 2,
             "batchesDone": 1, "createdAt": "2026-01-01T00:00:00Z", "aLaterField": [1]}""";

    private final List<Duration> pauses = new ArrayList<>();
    private final ClientClock clock = new ClientClock();

    @Test
    void anExplanationIsReadFromTheAnswer() throws Exception {
        try (var server = new ScriptedServer(json(200, """
                        {"predictions": [4.5], "explanations": {"values": [[0.5, -1.25]], "base_values": 5.25,
                         "feature_names": ["a", "b"]}}"""));
                var client = client(server, Duration.ofSeconds(30))) {
            var explained = client.explain("housing", new double[][] {{1, Double.NaN}}, ExplainQuery.DEFAULT);
            assertThat(explained.predictions().get(0).asDouble()).isEqualTo(4.5);
            assertThat(explained.explanations().values().get(0).get(1).asDouble())
                    .isEqualTo(-1.25);
            assertThat(explained.explanations().featureNames()).containsExactly("a", "b");
            var seen = server.seen.getFirst();
            assertThat(seen.target())
                    .isEqualTo("/v1/models/housing:explain?method=path&interactions=false&output=raw&precision=float");
            assertThat(seen.body()).isEqualTo("{\"instances\":[[1.0,null]]}");
        }
    }

    @Test
    void aSubmitIsSentAgainWithTheSameKeyAndBodyAfterTheWaitThatA503AsksFor() throws Exception {
        try (var server = new ScriptedServer(busy(3), busy(3), json(202, JOB));
                var client = client(server, Duration.ofSeconds(30))) {
            var job =
                    client.submit("housing", "rows".getBytes(StandardCharsets.UTF_8), ExplainQuery.DEFAULT, "the-key");
            assertThat(job.id()).isEqualTo("j1");
            assertThat(job.ended()).isFalse();
            assertThat(server.seen).hasSize(3).allSatisfy(seen -> {
                assertThat(seen.body()).isEqualTo("rows");
                assertThat(seen.headers().get("Idempotency-key")).containsExactly("the-key");
            });
            assertThat(pauses)
                    .hasSize(2)
                    .allSatisfy(pause -> assertThat(pause)
                            .isBetween(
                                    Duration.ofSeconds(3), Duration.ofSeconds(3).plus(Backoff.CAP)));
        }
    }

    @Test
    void whatAJobWouldSurviveIsReadFromItsSubmit() throws Exception {
        var accepted = new ScriptedServer.Answer(202, Map.of("Durability", "replicated"), JOB);
        try (var server = new ScriptedServer(accepted, json(200, JOB));
                var client = client(server, Duration.ofSeconds(30))) {
            assertThat(client.submit("housing", new byte[0], ExplainQuery.DEFAULT, "k")
                            .durability())
                    .isEqualTo("replicated");
            assertThat(client.redrive("j1").durability()).isNull();
            assertThat(server.seen.getLast().target()).isEqualTo("/v1/jobs/j1:redrive");
        }
    }

    @Test
    void eventsAreToldOnceThoughTheConnectionBreaksAndUntilTheJobHasEnded() throws Exception {
        var first = events("id: 1\nevent: job\ndata: {\"state\": \"running\"}\n\n: still here\n\n"
                + "id: 2\nevent: results\ndata: {\"rows\":\ndata: 5}\n\nid: 3\nevent: job\ndata: {\"ha");
        var second = events(
                "id: 4\nevent: job\ndata: {\"state\": \"succeeded\", \"endedAt\": \"x\"}\n\nevent: late\ndata: 1\n\n");
        try (var server = new ScriptedServer(first, busy(1), second);
                var client = client(server, Duration.ofSeconds(30))) {
            var seen = new ArrayList<JobEvent>();
            client.follow("j1", null, seen::add);

            assertThat(seen).extracting(JobEvent::id).containsExactly("1", "2", "4");
            assertThat(seen.get(1).data().get("rows").intValue()).isEqualTo(5);
            assertThat(server.seen.get(0).headers()).doesNotContainKey("Last-event-id");
            assertThat(server.seen.get(2).headers().get("Last-event-id")).containsExactly("2");
        }
    }

    @Test
    void eventsOfAJobThatIsNotThereAreRefusedAtOnce() throws Exception {
        try (var server = new ScriptedServer(json(404, "{\"type\": \"urn:x\", \"title\": \"gone\", \"status\": 404}"));
                var client = client(server, Duration.ofSeconds(30))) {
            assertThatThrownBy(() -> client.follow("j1", "7", _ -> {})).isInstanceOf(ProblemException.class);
            assertThat(server.seen.getFirst().headers().get("Last-event-id")).containsExactly("7");
        }
    }

    private static ScriptedServer.Answer events(String body) {
        return new ScriptedServer.Answer(200, Map.of("Content-Type", "text/event-stream"), body);
    }

    @Test
    void aSubmitThatIsUnderWayAlreadyIsAskedForUntilItsJobIsThere() throws Exception {
        var inProgress = json(409, """
                {"type": "urn:shap-service:problem:in-progress", "title": "In progress", "status": 409, "retryable": true}""");
        try (var server = new ScriptedServer(inProgress, inProgress, json(202, JOB));
                var client = client(server, Duration.ofSeconds(30))) {
            assertThat(client.submit("housing", new byte[0], ExplainQuery.DEFAULT, "k")
                            .id())
                    .isEqualTo("j1");
            assertThat(server.seen).hasSize(3);
        }
    }

    @Test
    void otherConflictsAreThrownAtOnce() throws Exception {
        try (var server = new ScriptedServer(json(409, """
                        {"type": "urn:shap-service:problem:cursor-reset", "title": "Begin again", "status": 409}"""));
                var client = client(server, Duration.ofSeconds(30))) {
            assertThatThrownBy(() -> client.results("j1", "old"))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problem().status()).isEqualTo(409));
            assertThat(server.seen).hasSize(1);
        }
    }

    @Test
    void aRefusalIsThrownAsItsProblemAndNotRetried() throws Exception {
        try (var server = new ScriptedServer(json(422, """
                        {"type": "urn:shap-service:problem:features-mismatch", "title": "The columns do not fit",
                         "status": 422, "detail": "7 columns, the model has 8", "retryable": false, "errors": []}"""));
                var client = client(server, Duration.ofSeconds(30))) {
            assertThatThrownBy(() -> client.submit("housing", new byte[0], ExplainQuery.DEFAULT, "k"))
                    .isInstanceOfSatisfying(ProblemException.class, e -> {
                        assertThat(e.problem().type()).isEqualTo("urn:shap-service:problem:features-mismatch");
                        assertThat(e.problem().retryable()).isFalse();
                        assertThat(e.document()).contains("\"errors\"");
                    })
                    .hasMessage("422 The columns do not fit: 7 columns, the model has 8");
            assertThat(pauses).isEmpty();
        }
    }

    @Test
    void aServiceThatStaysBusyIsGivenUpWhenPatienceEnds() throws Exception {
        try (var server = new ScriptedServer(busy(4), busy(4), busy(4), busy(4), busy(4));
                var client = client(server, Duration.ofSeconds(11))) {
            assertThatThrownBy(() -> client.job("j1", Duration.ZERO))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problem().status()).isEqualTo(503));
            assertThat(clock.waited()).isLessThanOrEqualTo(Duration.ofSeconds(11));
            assertThat(pauses).hasSizeBetween(1, 2);
        }
    }

    @Test
    void anAnswerThatIsNoProblemDocumentIsStillAProblem() throws Exception {
        try (var server = new ScriptedServer(json(502, "<html>bad gateway</html>"));
                var client = client(server, Duration.ofSeconds(30))) {
            assertThatThrownBy(() -> client.get("/v1/models")).isInstanceOfSatisfying(ProblemException.class, e -> {
                assertThat(e.problem().status()).isEqualTo(502);
                assertThat(e.document()).contains("bad gateway");
            });
        }
    }

    @Test
    void aServiceThatDoesNotAnswerEndsInATimeoutAndIsTriedAgain() throws Exception {
        try (var server = new ScriptedServer(ScriptedServer.STALLED, json(200, JOB));
                var client = client(server, Duration.ofSeconds(30), Duration.ofMillis(300))) {
            assertThat(client.job("j1", Duration.ZERO).rowsDone()).isEqualTo(500);
            assertThat(server.seen).hasSize(2);
        }
    }

    @Test
    void aBodyThatStallsEndsInATimeout() throws Exception {
        try (var server = new ScriptedServer(ScriptedServer.HALF_A_BODY);
                var client = client(server, Duration.ZERO, Duration.ofMillis(300))) {
            assertThatThrownBy(() -> client.array("j1", "values"))
                    .isInstanceOf(HttpTimeoutException.class)
                    .hasMessageContaining("300 ms");
        }
    }

    @Test
    void pagesAreFollowedByTheirCursor() throws Exception {
        try (var server = new ScriptedServer(json(200, """
                        {"values": [[1.0]], "base_values": [0.5], "prediction": [1.5], "row_offset": 500, "rows": 1,
                         "next": "i.7+8", "complete": false}"""), json(200, """
                        {"values": [], "base_values": [0.5], "prediction": [], "row_offset": 0, "rows": 0,
                         "next": "i.9", "complete": true}"""));
                var client = client(server, Duration.ofSeconds(30))) {
            var first = client.results("j1", null);
            assertThat(first.rowOffset()).isEqualTo(500);
            assertThat(client.results("j1", first.next()).complete()).isTrue();
            assertThat(server.seen.get(1).target()).isEqualTo("/v1/jobs/j1/results?after=i.7%2B8");
        }
    }

    private ShapClient client(ScriptedServer server, Duration patience) {
        return client(server, patience, Duration.ofSeconds(30));
    }

    private ShapClient client(ScriptedServer server, Duration patience, Duration timeout) {
        var settings = ClientSettings.of(server.uri()).withPatience(patience).withRequestTimeout(timeout);
        var backoff = new Backoff(Backoff.BASE, Backoff.CAP, new SplittableRandom(1));
        return new ShapClient(settings, backoff, clock, clock::pause);
    }

    /** A clock that only the client's own pauses move. */
    private final class ClientClock implements InstantSource {
        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        void pause(Duration duration) {
            pauses.add(duration);
            now = now.plus(duration);
        }

        Duration waited() {
            return Duration.between(Instant.EPOCH, now);
        }
    }

    @Test
    void aServiceThatIsNotThereIsAnIoExceptionThatPatienceEnds() throws Exception {
        var server = new ScriptedServer();
        try (var client = client(server, Duration.ofSeconds(5))) {
            server.close();
            assertThatThrownBy(() -> client.get("/v1/models")).isInstanceOf(IOException.class);
            assertThat(pauses).isNotEmpty();
        }
    }
}
