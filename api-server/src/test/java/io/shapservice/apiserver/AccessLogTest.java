package io.shapservice.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class AccessLogTest {
    @Test
    void aLineTellsTheRouteAndTheRequestIdAndNothingThatWasSent(@TempDir Path folder) throws Exception {
        Logger log = (Logger) LoggerFactory.getLogger("access");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        log.addAppender(lines);
        try (Service service = Service.start(folder)) {
            service.http()
                    .post(
                            "/v1/models/reg:explain?precision=double",
                            "application/json",
                            "{\"instances\": [[987654321,2,3,4,5,6]]}",
                            "X-Request-Id",
                            "asked-by-a-test",
                            "X-API-Key",
                            "secret-key");
            service.http().get("/v1/jobs/0123456789abcdef0123456789abcdef?wait=0s");
            List<String> told = Eventually.get(
                    () -> List.copyOf(lines.list).stream()
                            .map(ILoggingEvent::getFormattedMessage)
                            .toList(),
                    all -> all.stream().anyMatch(line -> line.contains("/v1/jobs/{id}")));

            assertThat(told)
                    .anyMatch(
                            line -> line.matches(
                                    "tenant=default POST /v1/models/\\{model}:explain 200 \\S+ ms bytes=38 request=asked-by-a-test"))
                    .noneMatch(line -> line.contains("secret-key")
                            || line.contains("987654321")
                            || line.contains("precision")
                            || line.contains("0123456789abcdef0123456789abcdef"));
        } finally {
            log.detachAppender(lines);
        }
    }
}
