package io.shapservice.crds.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.shapservice.crds.fields.ResourceFields;
import org.jspecify.annotations.Nullable;

/** The volume of a managed Redis. */
@ResourceFields
@ValidationRule(
        value = "self.size == oldSelf.size",
        message = "redis.managed.storage.size cannot change: resize the PersistentVolumeClaim itself")
@ValidationRule(
        value = "has(self.storageClassName) == has(oldSelf.storageClassName)"
                + " && (!has(self.storageClassName) || self.storageClassName == oldSelf.storageClassName)",
        message = "redis.managed.storage.storageClassName cannot change: create another ShapService")
public record RedisStorage(
        @JsonPropertyDescription("Size of the volume, at least 1.5 × memory. Cannot change.")
        @Default(Defaults.REDIS_STORAGE_SIZE)
        @Size(max = 20)
        @Pattern(Patterns.QUANTITY)
        @Nullable
        String size,

        @JsonPropertyDescription("Storage class; absent means the cluster's default. Cannot change.")
        @Size(min = 1, max = 253)
        @Pattern(Patterns.DNS_SUBDOMAIN)
        @Nullable
        String storageClassName,

        @JsonPropertyDescription("Whether the volume stays when the resource is deleted.")
        @Default(Defaults.REDIS_RETENTION)
        @Nullable
        RetentionPolicy retentionPolicy) {}
