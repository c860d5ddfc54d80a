package io.shapservice.operator.redis;

import static io.shapservice.protocol.env.EnvironmentVariable.REDIS_CONNECTION_POOL_SIZE;
import static io.shapservice.protocol.env.EnvironmentVariable.REDIS_PASSWORD_FILE;
import static io.shapservice.protocol.env.EnvironmentVariable.REDIS_SOCKET_KEEPALIVE;
import static io.shapservice.protocol.env.EnvironmentVariable.REDIS_TIMEOUT;
import static io.shapservice.protocol.env.EnvironmentVariable.REDIS_URL;
import static io.shapservice.protocol.env.EnvironmentVariable.REDIS_USERNAME;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.shapservice.crds.effective.EffectiveRedis;
import io.shapservice.crds.effective.EffectiveRedis.External;
import io.shapservice.crds.effective.EffectiveRedis.Managed;
import io.shapservice.crds.effective.EffectiveRedis.PasswordKey;
import io.shapservice.operator.manifest.ServiceIdentity;
import io.shapservice.protocol.env.EnvironmentVariable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the processes of a service reach its Redis: environment, and the password as a mounted file. */
public record RedisConnection(
        String url, Optional<String> username, Optional<PasswordKey> password, EffectiveRedis redis) {
    private static final String VOLUME = "redis-password";
    private static final String FOLDER = "/etc/shap-redis";
    private static final String FILE = "password";

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
        password.ifPresent(key -> variables.add(variable(REDIS_PASSWORD_FILE, FOLDER + "/" + FILE)));
        return variables;
    }

    public List<Volume> volumes() {
        return password.stream()
                .map(key -> new VolumeBuilder()
                        .withName(VOLUME)
                        .withNewSecret()
                        .withSecretName(key.secret())
                        .addNewItem(key.key(), null, FILE)
                        .endSecret()
                        .build())
                .toList();
    }

    public List<VolumeMount> mounts() {
        return password.stream()
                .map(key -> new VolumeMountBuilder()
                        .withName(VOLUME)
                        .withMountPath(FOLDER)
                        .withReadOnly(true)
                        .build())
                .toList();
    }

    private static EnvVar variable(EnvironmentVariable name, String value) {
        return new EnvVar(name.name(), value, null);
    }
}
