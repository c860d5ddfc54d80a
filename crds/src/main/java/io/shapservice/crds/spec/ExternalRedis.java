package io.shapservice.crds.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
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
        message = "redis.external.url must not hold a user or password: use redis.external.username and"
                + " redis.external.passwordSecretRef")
@ValidationRule(
        value = "(self.topology == 'Sentinel') == has(self.sentinelMaster)",
        message = "redis.external.sentinelMaster is what the sentinels call the primary: set it with topology Sentinel,"
                + " and only then")
@ValidationRule(
        value = "self.topology != 'Standalone' || !self.url.contains(',')",
        message = "redis.external.url names several servers: name one, or set redis.external.topology")
public record ExternalRedis(
        @JsonPropertyDescription(
                "Standalone: one server. Sentinel: url names the sentinels. Cluster: url names some of the nodes.")
        @Default(Defaults.REDIS_TOPOLOGY)
        @Nullable
        RedisTopology topology,

        @JsonPropertyDescription(
                "redis://HOST:PORT/DB or rediss://HOST:PORT/DB (TLS), without user and password; several HOST:PORT are"
                        + " separated by commas.")
        @Required
        @Size(min = 1, max = 512)
        @Pattern("^rediss?://\\S+$")
        String url,

        @JsonPropertyDescription("What the sentinels call the primary, often mymaster.")
        @Size(min = 1, max = 128)
        @Nullable
        String sentinelMaster,

        @JsonPropertyDescription("ACL user; absent means the default user.") @Size(min = 1, max = 128) @Nullable
        String username,

        @JsonPropertyDescription(
                "The Secret of this namespace that holds the password. Mounted as a file, re-read when it changes.")
        @Nullable
        SecretKeyRef passwordSecretRef,

        @JsonPropertyDescription("The Secret of this namespace that holds the password of the sentinels.") @Nullable
        SecretKeyRef sentinelPasswordSecretRef,

        @JsonPropertyDescription(
                "The Secret of this namespace that holds the certificates, in PEM, of who may sign the certificate of"
                        + " Redis; absent means those that Java trusts.")
        @Nullable
        AuthorityRef caSecretRef) {}
