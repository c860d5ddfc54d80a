package io.shapservice.redisserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisServerTest {
    @Test
    void aStartedServerAnswersAtItsUrl() throws IOException {
        try (RedisServer server = RedisServer.start(RedisServerOptions.inMemory())) {
            assertThat(server.url()).isEqualTo("redis://127.0.0.1:" + server.port());
            assertThat(ask(server, "PING")).isEqualTo("+PONG");
        }
    }

    @Test
    void whatWasAcknowledgedSurvivesAKill() throws IOException {
        try (RedisServer server = RedisServer.start(RedisServerOptions.durable())) {
            ask(server, "SET kept yes");
            server.kill();
            assertThatThrownBy(() -> ask(server, "PING")).isInstanceOf(IOException.class);
            server.restart();
            assertThat(ask(server, "STRLEN kept")).isEqualTo(":3");
        }
    }

    @Test
    void anEmptyRestartForgetsEverything() throws IOException {
        try (RedisServer server = RedisServer.start(RedisServerOptions.durable())) {
            ask(server, "SET kept yes");
            server.restartEmpty();
            assertThat(ask(server, "STRLEN kept")).isEqualTo(":0");
        }
    }

    @Test
    void aPausedServerAcceptsConnectionsAndAnswersOnlyWhenResumed() throws IOException {
        try (RedisServer server = RedisServer.start(RedisServerOptions.inMemory())) {
            server.pause();
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                socket.setSoTimeout(200);
                socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.UTF_8));
                assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
                server.resume();
                socket.setSoTimeout(60_000);
                assertThat(socket.getInputStream().read()).isEqualTo('+');
            }
        }
    }

    @Test
    void aPausedServerCanBeKilledAndStartedAgain() throws IOException {
        try (RedisServer server = RedisServer.start(RedisServerOptions.durable())) {
            server.pause();
            server.restart();
            assertThat(ask(server, "PING")).isEqualTo("+PONG");
        }
    }

    @Test
    void closingLeavesNoProcessNoPortAndNoFile() throws IOException {
        RedisServer server = RedisServer.start(RedisServerOptions.durable());
        ask(server, "SET kept yes");
        long pid = server.pid();
        server.close();
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(server.dir()).doesNotExist();
        try (ServerSocket free = new ServerSocket(server.port())) {
            assertThat(free.isBound()).isTrue();
        }
    }

    @Test
    void aFolderThatWasHandedInIsKept(@TempDir Path folder) {
        RedisServer.start(RedisServerOptions.durable().withDir(folder)).close();
        assertThat(folder.resolve("redis.log")).exists();
    }

    @Test
    void aPasswordIsAskedForAndNotToBeSeenInTheProcessList() throws IOException {
        try (RedisServer server =
                RedisServer.start(RedisServerOptions.inMemory().withPassword("s3cret"))) {
            assertThat(ask(server, "PING")).startsWith("-NOAUTH");
            Path commandLine = Path.of("/proc/" + server.pid() + "/cmdline");
            if (Files.exists(commandLine)) {
                assertThat(Files.readString(commandLine)).doesNotContain("s3cret");
            }
        }
    }

    @Test
    void aTakenPortIsReportedWithTheServersOwnWords() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            RedisServerOptions options = RedisServerOptions.inMemory().withPort(taken.getLocalPort());
            assertThatThrownBy(() -> RedisServer.start(options))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("did not answer on 127.0.0.1:" + taken.getLocalPort())
                    .hasMessageContaining("in use");
        }
    }

    private static String ask(RedisServer server, String inline) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write((inline + "\r\n").getBytes(StandardCharsets.UTF_8));
            byte[] answer = new byte[256];
            int length = socket.getInputStream().read(answer);
            return new String(answer, 0, Math.max(0, length), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }
}
