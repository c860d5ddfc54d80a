package io.shapservice.crds.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.shapservice.crds.fields.ResourceFields;
import org.jspecify.annotations.Nullable;

/** The service's Redis and how its processes talk to it. */
@ResourceFields
@ValidationRule(
        value = "has(self.managed) != has(self.external)",
        message = "set exactly one of redis.managed and redis.external")
@ValidationRule(
        value = "duration(self.timeout) >= duration('100ms') && duration(self.timeout) <= duration('5m')",
        message = "redis.timeout must be between 100ms and 5m")
public record RedisSpec(
        @JsonPropertyDescription("The operator runs a single Redis for this service, with its data on a volume.")
        @Nullable
        ManagedRedis managed,

        @JsonPropertyDescription("A Redis that somebody else runs.") @Nullable
        ExternalRedis external,

        @JsonPropertyDescription("How long one Redis command may take, 100ms to 5m.")
        @Default(Defaults.REDIS_TIMEOUT)
        @Size(max = 16)
        @Pattern(Patterns.DURATION)
        @Nullable
        String timeout,

        @JsonPropertyDescription("Whether TCP keepalive is on for connections to Redis.")
        @Default(Defaults.REDIS_KEEP_ALIVE)
        @Nullable
        Boolean keepAlive,

        @JsonPropertyDescription("Connections to Redis that each pod keeps.")
        @Default(Defaults.REDIS_POOL_SIZE)
        @Min(1)
        @Max(100)
        @Nullable
        Integer poolSize) {}
