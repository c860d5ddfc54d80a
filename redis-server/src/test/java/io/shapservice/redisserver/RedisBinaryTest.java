package io.shapservice.redisserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisBinaryTest {
    @TempDir
    Path folder;

    @Test
    void aServerOnThePathIsTaken() throws IOException {
        Path file = program("Redis server v=6.2.0 sha=00000000:0 malloc=libc bits=64");
        RedisBinary binary = RedisBinary.find(bin().toString(), folder);
        assertThat(binary).isEqualTo(new RedisBinary(file, new RedisVersion(6, 2, 0)));
    }

    @Test
    void anOldServerOnThePathIsPassedOverForTheBundledOne() throws IOException {
        program("Redis server v=6.0.16 sha=00000000:0 malloc=libc bits=64");
        RedisBinary binary = RedisBinary.find(bin().toString(), folder);
        assertThat(binary.path()).startsWith(folder);
        assertThat(binary.version()).isGreaterThanOrEqualTo(RedisVersion.OLDEST);
    }

    @Test
    void theBundledServerRuns() {
        RedisBinary binary = RedisBinary.find("", folder);
        try (RedisServer server = RedisServer.start(binary, RedisServerOptions.inMemory())) {
            assertThat(server.version()).isEqualTo(binary.version());
        }
    }

    @Test
    void aTamperedUnpackedFileIsReplaced() throws IOException {
        Path file = RedisBinary.find("", folder).path();
        byte[] original = Files.readAllBytes(file);
        Files.writeString(file, "#!/bin/sh\necho v=9.9.9\n");
        RedisBinary again = RedisBinary.find("", folder);
        assertThat(again.path()).isEqualTo(file).hasBinaryContent(original);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rwx------");
    }

    @Test
    void everyLinuxAndMacHasItsBinaryAndNothingElseHas() {
        assertThat(BundledRedis.resource("Linux", "amd64")).get().asString().contains("linux-amd64");
        assertThat(BundledRedis.resource("Linux", "aarch64")).get().asString().contains("linux-arm64");
        assertThat(BundledRedis.resource("Mac OS X", "aarch64"))
                .get()
                .asString()
                .contains("darwin-arm64");
        assertThat(BundledRedis.resource("Mac OS X", "x86_64")).get().asString().contains("darwin-amd64");
        assertThat(BundledRedis.resource("Windows 11", "amd64")).isEmpty();
        assertThat(BundledRedis.resource("Linux", "riscv64")).isEmpty();
    }

    @Test
    void aVersionIsReadFromWhatTheServerPrints() {
        assertThat(RedisVersion.parse("Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64"))
                .contains(new RedisVersion(7, 0, 15));
        assertThat(RedisVersion.parse("Server v=8.1.4 sha=0")).contains(new RedisVersion(8, 1, 4));
        assertThat(RedisVersion.parse("cannot execute")).isEqualTo(Optional.empty());
    }

    private Path bin() {
        return folder.resolve("bin");
    }

    private Path program(String prints) throws IOException {
        Path file = Files.createDirectories(bin()).resolve("redis-server");
        Files.writeString(file, "#!/bin/sh\necho '" + prints + "'\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }
}
