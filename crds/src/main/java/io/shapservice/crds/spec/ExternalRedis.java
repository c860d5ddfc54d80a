package io.shapservice.crds.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.shapservice.crds.fields.ResourceFields;
import org.jspecify.annotations.Nullable;

/** A Redis that somebody else runs. */
@ResourceFields
@ValidationRule(
        value = "!self.url.contains('@')",
        message =
                "redis.external.url must not hold a user or password: use redis.external.username and redis.external.passwordSecretRef")
public record ExternalRedis(
        @JsonPropertyDescription("redis://HOST:PORT/DB or rediss://HOST:PORT/DB (TLS), without user and password.")
        @Required
        @Size(min = 1, max = 512)
        @Pattern("^rediss?://\\S+$")
        String url,

        @JsonPropertyDescription("ACL user; absent means the default user.") @Size(min = 1, max = 128) @Nullable
        String username,

        @JsonPropertyDescription(
                "The Secret of this namespace that holds the password. Mounted as a file, re-read at every connection.")
        @Nullable
        SecretKeyRef passwordSecretRef) {}
