package io.shapservice.crds.effective;

import static io.shapservice.crds.effective.Absent.or;

import io.shapservice.crds.quantity.GoDuration;
import io.shapservice.crds.quantity.MemorySize;
import io.shapservice.crds.spec.AuthorityRef;
import io.shapservice.crds.spec.Defaults;
import io.shapservice.crds.spec.ExternalRedis;
import io.shapservice.crds.spec.ManagedRedis;
import io.shapservice.crds.spec.RedisSpec;
import io.shapservice.crds.spec.RedisStorage;
import io.shapservice.crds.spec.RedisTopology;
import io.shapservice.crds.spec.RetentionPolicy;
import io.shapservice.crds.spec.SecretKeyRef;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which Redis the service uses, and how its processes talk to it. */
public record EffectiveRedis(Deployment deployment, Duration timeout, boolean keepAlive, int poolSize) {
    private static final ManagedRedis NOTHING_SAID = new ManagedRedis(null, null, null);

    /** Who runs the Redis. */
    public sealed interface Deployment {}

    /** The operator runs it, on a volume of this size. */
    public record Managed(
            MemorySize memory,
            String storageSize,
            Optional<String> storageClassName,
            RetentionPolicy retentionPolicy,
            Optional<String> image)
            implements Deployment {}

    /** Somebody else runs it. */
    public record External(
            String url,
            RedisTopology topology,
            Optional<String> sentinelMaster,
            Optional<String> username,
            Optional<PasswordKey> password,
            Optional<PasswordKey> sentinelPassword,
            Optional<AuthorityKey> authority)
            implements Deployment {}

    /** The key of a Secret that holds a password. */
    public record PasswordKey(String secret, String key) {}

    /** The key of a Secret that holds certificates. */
    public record AuthorityKey(String secret, String key) {}

    static EffectiveRedis of(@Nullable RedisSpec written) {
        RedisSpec spec = or(written, new RedisSpec(null, null, null, null, null));
        ExternalRedis external = spec.external();
        return new EffectiveRedis(
                external != null ? external(external) : managed(or(spec.managed(), NOTHING_SAID)),
                GoDuration.parse(or(spec.timeout(), Defaults.REDIS_TIMEOUT)),
                or(spec.keepAlive(), Boolean.valueOf(Defaults.REDIS_KEEP_ALIVE)),
                or(spec.poolSize(), Integer.valueOf(Defaults.REDIS_POOL_SIZE)));
    }

    private static Managed managed(ManagedRedis spec) {
        RedisStorage storage = or(spec.storage(), new RedisStorage(null, null, null));
        return new Managed(
                MemorySize.parse(or(spec.memory(), Defaults.REDIS_MEMORY)),
                or(storage.size(), Defaults.REDIS_STORAGE_SIZE),
                Optional.ofNullable(storage.storageClassName()),
                or(storage.retentionPolicy(), RetentionPolicy.RETAIN),
                Optional.ofNullable(spec.image()));
    }

    private static External external(ExternalRedis spec) {
        AuthorityRef authority = spec.caSecretRef();
        return new External(
                spec.url(),
                or(spec.topology(), RedisTopology.STANDALONE),
                Optional.ofNullable(spec.sentinelMaster()),
                Optional.ofNullable(spec.username()),
                password(spec.passwordSecretRef()),
                password(spec.sentinelPasswordSecretRef()),
                authority == null
                        ? Optional.empty()
                        : Optional.of(new AuthorityKey(authority.name(), or(authority.key(), Defaults.AUTHORITY_KEY))));
    }

    private static Optional<PasswordKey> password(@Nullable SecretKeyRef ref) {
        return ref == null
                ? Optional.empty()
                : Optional.of(new PasswordKey(ref.name(), or(ref.key(), Defaults.SECRET_KEY)));
    }
}
