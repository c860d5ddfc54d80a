package io.shapservice.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.shapservice.redisserver.Certificate;
import io.shapservice.redisserver.RedisBinary;
import io.shapservice.redisserver.RedisServer;
import io.shapservice.redisserver.RedisServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in, and who is trusted. */
class AccessTest {
    @TempDir
    Path folder;

    @Test
    void aServerWhoseCertificateOurAuthoritySignedForItsHostIsTrusted() throws IOException {
        Certificate certificate = Certificate.issue(folder("right"), "IP:127.0.0.1");
        Certificate strange = Certificate.issue(folder("strange"), "IP:127.0.0.1");
        Path trusted = Files.copy(strange.authority(), folder.resolve("ca.crt"));
        try (RedisServer server = start(certificate);
                RedisGateway gateway = open(server, RedisAccess.withAuthority(trusted))) {
            assertThat(Asking.works(gateway, "k")).isFalse();
            assertThat(gateway.health().detail()).contains("certificate_unknown");
            // The authority is replaced, and nothing has to be restarted.
            Files.copy(certificate.authority(), trusted, StandardCopyOption.REPLACE_EXISTING);
            Eventually.holds("trusted", () -> Asking.works(gateway, "k"));
        }
    }

    @Test
    void aCertificateForAnotherHostIsRefused() throws IOException {
        Certificate certificate = Certificate.issue(folder("other"), "DNS:elsewhere.example,IP:127.9.9.9");
        try (RedisServer server = start(certificate);
                RedisGateway gateway = open(server, RedisAccess.withAuthority(certificate.authority()))) {
            assertThat(Asking.works(gateway, "k")).isFalse();
            assertThat(gateway.health().detail()).contains("127.0.0.1");
        }
    }

    @Test
    void aPasswordIsReplacedWithoutOneLostCallOrConnection() throws IOException {
        Path secret = Files.writeString(folder.resolve("password"), "first\n");
        try (RedisServer server = RedisServer.start(RedisBinary.bundled(), RedisServerOptions.inMemory())) {
            assertThat(server.ask("ACL", "SETUSER", "shap", "on", ">first", "~*", "+@all"))
                    .isEqualTo("OK");
            try (RedisGateway gateway = open(server, new RedisAccess("shap", secret, null, null))) {
                Eventually.holds("connected", () -> Asking.works(gateway, "k"));
                // The clients learn of it before Redis does.
                Files.writeString(secret, "second\n");
                Eventually.holds(
                        "shown and refused", () -> server.ask("ACL", "LOG").contains("auth"));
                assertThat(Asking.works(gateway, "k")).isTrue();
                long shown = authentications(server);
                server.ask("ACL", "SETUSER", "shap", ">second");
                Eventually.holds("shown again", () -> authentications(server) > shown);
                assertThat(Asking.works(gateway, "k")).isTrue();
                assertThat(gateway.reconnects()).isZero();

                server.ask("ACL", "SETUSER", "shap", "<first");
                assertThat(Asking.works(gateway, "k")).isTrue();
                server.ask("CLIENT", "KILL", "USER", "shap");
                Eventually.holds("connects with the new one", () -> Asking.works(gateway, "k"));
            }
        }
    }

    @Test
    void whoConnectsWhileRedisStillWantsTheFormerPasswordShowsThatOne() throws IOException {
        Path secret = Files.writeString(folder.resolve("password"), "first");
        try (RedisServer server =
                        RedisServer.start(RedisServerOptions.inMemory().withPassword("first"));
                RedisGateway gateway = open(server, RedisAccess.withPassword(secret))) {
            Eventually.holds("connected", () -> Asking.works(gateway, "k"));
            Files.writeString(secret, "second");
            server.ask("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
            Eventually.holds("made again", () -> gateway.reconnects() > 0);
            Eventually.holds("works with the former one", () -> Asking.works(gateway, "k"));
        }
    }

    @Test
    void whatCredentialsPrintIsNoSecret() throws IOException {
        Path secret = Files.writeString(folder.resolve("password"), "hunter2");
        assertThat(new Credentials("shap", secret).next()).asString().doesNotContain("hunter2");
    }

    private static long authentications(RedisServer server) {
        return server.ask("INFO", "commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_auth:"))
                .map(line -> line.replaceAll("\\D+calls=(\\d+),.*", "$1"))
                .mapToLong(Long::parseLong)
                .sum();
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectory(folder.resolve(name));
    }

    private static RedisServer start(Certificate certificate) {
        return RedisServer.start(
                RedisBinary.bundled(), RedisServerOptions.inMemory().withTls(certificate));
    }

    private static RedisGateway open(RedisServer server, RedisAccess access) {
        return RedisGateway.open(
                RedisSettings.of(server.url())
                        .withTimeout(Duration.ofSeconds(5))
                        .withAccess(access),
                new SimpleMeterRegistry(),
                Clock.systemUTC());
    }
}
