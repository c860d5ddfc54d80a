package io.shapservice.redis;

import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisCredentialsProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The password of the moment. While one is being replaced, the file may already hold the new password and a server still want
 * the old one: then the last one that a server has accepted is tried in turn with the file's.
 */
final class Credentials {
    private final @Nullable String username;
    private final @Nullable Path file;
    private volatile @Nullable String accepted;
    private volatile @Nullable String refused;

    Credentials(@Nullable String username, @Nullable Path file) {
        this.username = username;
        this.file = file;
    }

    /** What one connection shows. */
    record Shown(@Nullable String username, @Nullable String password) implements RedisCredentialsProvider {
        @Override
        public Mono<RedisCredentials> resolveCredentials() {
            return Mono.just(
                    username == null
                            ? RedisCredentials.just(null, password)
                            : RedisCredentials.just(username, password == null ? "" : password));
        }

        /** For AUTH; empty when there is nothing to show. */
        List<String> words() {
            if (password == null) {
                return List.of();
            }
            return username == null ? List.of(password) : List.of(username, password);
        }

        /** Records print what they hold. */
        @Override
        public String toString() {
            return "credentials";
        }
    }

    /** For the next connection. */
    Shown next() throws IOException {
        String written = read();
        String former = accepted;
        boolean useFormer = former != null && written != null && written.equals(refused) && !former.equals(written);
        return new Shown(username, useFormer ? former : written);
    }

    /** What the file holds at this moment. */
    Shown written() throws IOException {
        return new Shown(username, read());
    }

    void accepted(Shown shown) {
        accepted = shown.password;
        if (shown.password != null && shown.password.equals(refused)) {
            refused = null;
        }
    }

    void refused(Shown shown) {
        // The former one is of no use any more either: back to what the file holds.
        refused = shown.password != null && shown.password.equals(accepted) ? null : shown.password;
    }

    private @Nullable String read() throws IOException {
        if (file == null) {
            return null;
        }
        try {
            // Editors and kubectl leave a newline at the end; no password has one.
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new IOException("the password file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
