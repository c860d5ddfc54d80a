package io.shapservice.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shapservice.apiserver.config.Limits;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobEventsTest {
    private Service service;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        service = Service.start(folder, Limits.DEFAULT.withHeartbeat(Duration.ofMillis(50)));
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private record Event(String type, String id, JsonNode data) {}

    @Test
    void eventsTellEveryRangeOfResultsOnceAndEndWithTheJob() throws Exception {
        String id = submit();
        List<Event> events;
        try (WorkerLoop _ = service.worker()) {
            events = events(id, "");
        }

        assertThat(rows(events)).isEqualTo(240);
        assertThat(events.getLast().type()).isEqualTo("job");
        assertThat(events.getLast().data().get("state").textValue()).isEqualTo("succeeded");
    }

    @Test
    void aClientThatComesBackGetsWhatItMissedAndNothingTwice() throws Exception {
        String id = submit();
        try (WorkerLoop _ = service.worker()) {
            service.ended(id);
        }
        JsonNode page =
                service.http().get("/v1/jobs/" + id + "/results?limit=1").json();
        List<Event> rest = events(id, page.get("next").textValue());

        assertThat(rows(rest)).isEqualTo(240 - page.get("rows").intValue());
        assertThat(rows(events(id, rest.getLast().id()))).isZero();
        JsonNode end = service.http()
                .get("/v1/jobs/" + id + "/results?after=" + rest.getLast().id())
                .json();
        assertThat(end.get("complete").booleanValue()).isTrue();
        assertThat(end.get("rows").intValue()).isZero();
    }

    @Test
    void aCursorOfALostHistoryIsSaidToBeOneAndResultsFollowFromTheStart() throws Exception {
        String id = submit();
        try (WorkerLoop _ = service.worker()) {
            service.ended(id);
        }
        List<Event> events = events(id, "0123456789abcdef.3.00");

        assertThat(events.getFirst().type()).isEqualTo("reset");
        assertThat(rows(events)).isEqualTo(240);
        assertThat(service.http()
                        .get("/v1/jobs/" + id + "/results?after=0123456789abcdef.3.00")
                        .problem())
                .isEqualTo("cursor-reset");
        assertThat(service.http()
                        .get("/v1/jobs/" + id + "/events", "Last-Event-ID", "a b")
                        .problem())
                .isEqualTo("invalid-request");
    }

    @Test
    void silenceIsBrokenByHeartbeatsAndAClientThatHasGoneIsNoticed() throws Exception {
        String id = submit();
        try (Socket socket = new Socket("127.0.0.1", service.server().apiPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream()
                    .write(("GET /v1/jobs/" + id + "/events HTTP/1.1\r\nHost: x\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            StringBuilder text = new StringBuilder();
            while (text.indexOf("\n: \n\n") < 0) {
                int c = in.read();
                assertThat(c).as("the stream goes on: %s", text).isNotNegative();
                text.append((char) c);
            }
            assertThat(inFlight()).isEqualTo(1);
        }
        Eventually.get(this::inFlight, n -> n == 0);
        service.http().delete("/v1/jobs/" + id);
    }

    /** Streams of events that are open. */
    private int inFlight() {
        return service.management()
                .get("/metrics")
                .text()
                .lines()
                .filter(l -> l.startsWith("shap_api_in_flight{server=\"api\"}"))
                .mapToInt(l -> (int) Double.parseDouble(l.substring(l.indexOf(' ') + 1)))
                .sum();
    }

    private String submit() throws Exception {
        return service.http()
                .post("/v1/models/reg/jobs", "application/x-npy", Golden.REGRESSION.npy())
                .json()
                .get("id")
                .textValue();
    }

    private static int rows(List<Event> events) {
        return events.stream()
                .filter(e -> e.type().equals("results"))
                .flatMap(e -> e.data().get("ranges").findValues("rows").stream())
                .mapToInt(JsonNode::intValue)
                .sum();
    }

    private List<Event> events(String id, String after) throws Exception {
        String path = "/v1/jobs/" + id + "/events";
        String text =
                (after.isEmpty() ? service.http().get(path) : service.http().get(path, "Last-Event-ID", after)).text();
        List<Event> events = new ArrayList<>();
        for (String block : text.split("\n\n", -1)) {
            if (!block.isEmpty() && !block.startsWith(":")) {
                String[] lines = block.split("\n", -1);
                events.add(new Event(
                        lines[0].substring("event: ".length()),
                        lines[1].substring("id: ".length()),
                        new ObjectMapper().readTree(lines[2].substring("data: ".length()))));
            }
        }
        return events;
    }
}
