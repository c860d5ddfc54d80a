package io.shapservice.redisserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopologiesTest {
    @Test
    void aClusterHasAPrimaryForEachKeyAndAReplicaOfEach() {
        try (RedisCluster cluster = RedisCluster.start(RedisBinary.bundled())) {
            List<RedisServer> primaries =
                    Stream.of("a", "b", "c").map(cluster::primaryOf).distinct().toList();
            assertThat(primaries)
                    .hasSize(3)
                    .allMatch(server -> server.ask("ROLE").startsWith("master"));
            assertThat(cluster.primaryOf("a").ask("SET", "a", "1")).isEqualTo("OK");
            assertThat(cluster.primaryOf("b").ask("SET", "a", "1")).startsWith("-MOVED");
            assertThat(cluster.nodes())
                    .filteredOn(server -> server.ask("ROLE").startsWith("slave"))
                    .hasSize(3);
        }
    }

    @Test
    void sentinelsNameThePrimary() {
        try (RedisSentinels group = RedisSentinels.start(RedisBinary.bundled())) {
            assertThat(group.primary().ask("ROLE")).startsWith("master");
            assertThat(group.replica().ask("ROLE")).startsWith("slave");
            assertThat(group.url()).matches("redis://[\\d.:]+,[\\d.:]+,[\\d.:]+");
        }
    }

    @Test
    void aServerWithACertificateAnswersOnlyThoseWhoSpeakTls(@TempDir Path folder) {
        Certificate certificate = Certificate.issue(folder, "IP:127.0.0.1");
        RedisServerOptions options = RedisServerOptions.inMemory();
        try (RedisServer server = RedisServer.start(RedisBinary.bundled(), options.withTls(certificate))) {
            assertThat(server.url()).startsWith("rediss://");
            assertThat(server.ask("PING")).isEqualTo("PONG");
            assertThatThrownBy(() -> Conversation.with(options, server.port(), java.time.Duration.ofSeconds(60))
                            .ask("PING"))
                    .isInstanceOf(java.io.IOException.class);
        }
    }
}
