package io.shapservice.operator.redis;

import static io.shapservice.protocol.env.EnvironmentVariable.REDIS_CA_FILE;
import static io.shapservice.protocol.env.EnvironmentVariable.REDIS_CONNECTION_POOL_SIZE;
import static io.shapservice.protocol.env.EnvironmentVariable.REDIS_PASSWORD_FILE;
import static io.shapservice.protocol.env.EnvironmentVariable.REDIS_SENTINEL_MASTER;
import static io.shapservice.protocol.env.EnvironmentVariable.REDIS_SENTINEL_PASSWORD_FILE;
import static io.shapservice.protocol.env.EnvironmentVariable.REDIS_SOCKET_KEEPALIVE;
import static io.shapservice.protocol.env.EnvironmentVariable.REDIS_TIMEOUT;
import static io.shapservice.protocol.env.EnvironmentVariable.REDIS_TOPOLOGY;
import static io.shapservice.protocol.env.EnvironmentVariable.REDIS_URL;
import static io.shapservice.protocol.env.EnvironmentVariable.REDIS_USERNAME;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.shapservice.crds.effective.EffectiveRedis;
import io.shapservice.crds.effective.EffectiveRedis.External;
import io.shapservice.crds.effective.EffectiveRedis.Managed;
import io.shapservice.crds.effective.EffectiveRedis.PasswordKey;
import io.shapservice.crds.spec.RedisTopology;
import io.shapservice.operator.manifest.MountedSecret;
import io.shapservice.operator.manifest.ServiceIdentity;
import io.shapservice.protocol.env.EnvironmentVariable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How the processes of a service reach its Redis: environment, and secrets as mounted files. */
public record RedisConnection(
        String url, Optional<String> username, Optional<PasswordKey> password, EffectiveRedis redis) {
    private static final MountedSecret PASSWORD =
            new MountedSecret("redis-password", "/etc/shap-redis", "password", REDIS_PASSWORD_FILE);
    private static final MountedSecret SENTINEL_PASSWORD = new MountedSecret(
            "redis-sentinel-password", "/etc/shap-redis-sentinel", "password", REDIS_SENTINEL_PASSWORD_FILE);
    private static final MountedSecret AUTHORITY =
            new MountedSecret("redis-ca", "/etc/shap-redis-ca", "ca.crt", REDIS_CA_FILE);

    public static RedisConnection of(ServiceIdentity service, EffectiveRedis redis) {
        return switch (redis.deployment()) {
            case External external ->
                new RedisConnection(external.url(), external.username(), external.password(), redis);
            case Managed ignored ->
                new RedisConnection(
                        "redis://" + service.redis() + "." + service.namespace() + ".svc:" + ManagedRedis.PORT,
                        Optional.empty(),
                        Optional.of(new PasswordKey(service.redis(), RedisPassword.PASSWORD)),
                        redis);
        };
    }

    public List<EnvVar> environment() {
        List<EnvVar> variables = new ArrayList<>();
        variables.add(variable(REDIS_URL, url));
        variables.add(variable(
                REDIS_TIMEOUT,
                BigDecimal.valueOf(redis.timeout().toMillis(), 3)
                        .stripTrailingZeros()
                        .toPlainString()));
        variables.add(variable(REDIS_SOCKET_KEEPALIVE, Boolean.toString(redis.keepAlive())));
        variables.add(variable(REDIS_CONNECTION_POOL_SIZE, Integer.toString(redis.poolSize())));
        username.ifPresent(user -> variables.add(variable(REDIS_USERNAME, user)));
        if (redis.deployment() instanceof External external && external.topology() != RedisTopology.STANDALONE) {
            variables.add(
                    variable(REDIS_TOPOLOGY, external.topology() == RedisTopology.CLUSTER ? "Cluster" : "Sentinel"));
            external.sentinelMaster().ifPresent(master -> variables.add(variable(REDIS_SENTINEL_MASTER, master)));
        }
        secrets().forEach(secret -> variables.add(secret.where().environment()));
        return variables;
    }

    public List<Volume> volumes() {
        return secrets()
                .map(secret -> secret.where().volume(secret.name(), secret.key()))
                .toList();
    }

    public List<VolumeMount> mounts() {
        return secrets().map(secret -> secret.where().mount()).toList();
    }

    private record Secret(MountedSecret where, String name, String key) {}

    private Stream<Secret> secrets() {
        Stream<Secret> ours = password.stream().map(key -> new Secret(PASSWORD, key.secret(), key.key()));
        return redis.deployment() instanceof External external
                ? Stream.of(
                                ours,
                                external.sentinelPassword().stream()
                                        .map(key -> new Secret(SENTINEL_PASSWORD, key.secret(), key.key())),
                                external.authority().stream()
                                        .map(key -> new Secret(AUTHORITY, key.secret(), key.key())))
                        .flatMap(each -> each)
                : ours;
    }

    private static EnvVar variable(EnvironmentVariable name, String value) {
        return new EnvVar(name.name(), value, null);
    }
}
