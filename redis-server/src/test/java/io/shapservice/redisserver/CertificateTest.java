package io.shapservice.redisserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateTest {
    @Test
    void aServerWithACertificateAnswersOnlyThoseWhoSpeakTls(@TempDir Path folder) {
        Certificate certificate = Certificate.issue(folder, "IP:127.0.0.1");
        RedisServerOptions options = RedisServerOptions.inMemory();
        try (RedisServer server = RedisServer.start(RedisBinary.bundled(), options.withTls(certificate))) {
            assertThat(server.url()).startsWith("rediss://");
            assertThat(server.ask("PING")).isEqualTo("PONG");
            assertThatThrownBy(() -> askPlainly(options, server.port())).isInstanceOf(IOException.class);
        }
    }

    private static void askPlainly(RedisServerOptions options, int port) throws IOException {
        try (Conversation conversation = Conversation.with(options, port, Duration.ofSeconds(60))) {
            conversation.ask("PING");
        }
    }
}
