package io.shapservice.operator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks an operator from another pod whether it is well, for {@code helm test}: its image has no other client. */
public final class HealthCheck {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int OK = 200;

    private HealthCheck() {}

    /** @param arguments the address of the operator's health */
    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length != 1) {
            System.err.println("usage: HealthCheck URL");
            System.exit(2);
        }
        System.exit(check(URI.create(arguments[0])));
    }

    /** @return the exit code: 0 when the answer is 200 */
    static int check(URI address) throws InterruptedException {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            var answer =
                    client.send(HttpRequest.newBuilder(address).timeout(TIMEOUT).build(), BodyHandlers.ofString());
            System.out.println(
                    address + ": " + answer.statusCode() + " " + answer.body().strip());
            return answer.statusCode() == OK ? 0 : 1;
        } catch (IOException e) {
            System.err.println(address + ": " + e);
            return 1;
        }
    }
}
