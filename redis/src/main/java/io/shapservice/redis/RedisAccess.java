package io.shapservice.redis;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a process shows who it is, and how it knows whom it talks to. All files are read again when they change.
 *
 * @param username ACL user; null for the default user
 * @param passwordFile null for no password
 * @param authorityFile certificates in PEM of who may sign the servers' certificates; null for those that Java trusts
 * @param sentinelPasswordFile null when the sentinels want none
 */
public record RedisAccess(
        @Nullable String username,
        @Nullable Path passwordFile,
        @Nullable Path authorityFile,
        @Nullable Path sentinelPasswordFile) {
    static final RedisAccess OPEN = new RedisAccess(null, null, null, null);

    public static RedisAccess withPassword(Path file) {
        return new RedisAccess(null, file, null, null);
    }

    public static RedisAccess withAuthority(Path file) {
        return new RedisAccess(null, null, file, null);
    }
}
