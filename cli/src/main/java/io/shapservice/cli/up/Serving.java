package io.shapservice.cli.up;

import io.shapservice.cli.cluster.ServiceView;
import io.shapservice.cli.terminal.Screen;
import io.shapservice.client.ClientSettings;
import io.shapservice.client.ProblemException;
import io.shapservice.client.ShapClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits until a service can be used, and says meanwhile what it waits for. */
final class Serving {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    /** A service whose API answers but that is not Ready, for want of a model, say, can still be looked at. */
    private static final Duration PATIENCE_WITH_THE_REST = Duration.ofSeconds(20);

    private final URI url;
    private final ServiceView service;
    private final Screen screen;

    Serving(URI url, ServiceView service, Screen screen) {
        this.url = url;
        this.service = service;
        this.screen = screen;
    }

    void await() throws InterruptedException {
        var settings = ClientSettings.of(url).withPatience(Duration.ZERO).withRequestTimeout(Duration.ofSeconds(5));
        try (var client = ShapClient.connect(settings)) {
            long answeringSince = 0;
            while (!(answeringSince != 0 && (service.isTrue("Ready") || since(answeringSince)))) {
                answeringSince = answers(client) ? answeringSince == 0 ? System.nanoTime() : answeringSince : 0;
                screen.passing(waitingFor(answeringSince != 0));
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
        } finally {
            screen.passingDone();
        }
        if (!service.isTrue("Ready")) {
            screen.line(
                    "not Ready: " + service.condition("Ready").path("message").asText());
        }
    }

    private static boolean since(long nanos) {
        return System.nanoTime() - nanos > PATIENCE_WITH_THE_REST.toNanos();
    }

    private static boolean answers(ShapClient client) throws InterruptedException {
        try {
            client.get("/health/live");
            return true;
        } catch (IOException | ProblemException _) {
            return false;
        }
    }

    private String waitingFor(boolean answers) {
        var ready = service.condition("Ready");
        return answers && !ready.isMissingNode()
                ? "waiting: " + ready.path("reason").asText() + ": "
                        + ready.path("message").asText()
                : "waiting for the API of " + url;
    }
}
