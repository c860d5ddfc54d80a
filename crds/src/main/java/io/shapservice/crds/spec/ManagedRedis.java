package io.shapservice.crds.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.shapservice.crds.fields.ResourceFields;
import org.jspecify.annotations.Nullable;

/** A single Redis that the operator runs: append-only file synced every second, never evicts. */
@ResourceFields
@ValidationRule(
        value = "!quantity(self.memory).isLessThan(quantity('64Mi'))",
        message =
                "redis.managed.memory must be at least 64Mi: half of it is for data, the rest for rewriting the append-only file")
@ValidationRule(
        value = "!quantity(self.storage.size).add(quantity(self.storage.size)).isLessThan("
                + "quantity(self.memory).add(quantity(self.memory)).add(quantity(self.memory)))",
        message =
                "redis.managed.storage.size must be at least 1.5 × redis.managed.memory, so that the append-only file can be rewritten")
public record ManagedRedis(
        @JsonPropertyDescription("Memory of the Redis pod; half of it may hold data.")
        @Default(Defaults.REDIS_MEMORY)
        @Size(max = 20)
        @Pattern(Patterns.QUANTITY)
        @Nullable
        String memory,

        @JsonPropertyDescription("The volume that keeps the data.") @Default(Defaults.OBJECT) @Nullable
        RedisStorage storage,

        @JsonPropertyDescription(
                "Image that has redis-server (6.2 or later) or a compatible one; absent means the operator's.")
        @Size(min = 1, max = 512)
        @Nullable
        String image) {}
