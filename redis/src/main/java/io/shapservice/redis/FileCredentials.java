package io.shapservice.redis;

import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisCredentialsProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Reads the password at every connection: a rotated secret is picked up without a restart. */
record FileCredentials(@Nullable String username, @Nullable Path passwordFile) implements RedisCredentialsProvider {
    @Override
    public Mono<RedisCredentials> resolveCredentials() {
        return Mono.fromCallable(this::read);
    }

    private RedisCredentials read() throws IOException {
        if (passwordFile == null) {
            return username == null
                    ? RedisCredentials.just(null, (CharSequence) null)
                    : RedisCredentials.just(username, "");
        }
        // Editors and kubectl leave a newline at the end; no password has one.
        String password = Files.readString(passwordFile).strip();
        return RedisCredentials.just(username, password);
    }
}
