package io.shapservice.operator.redis;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.shapservice.operator.manifest.Component;
import io.shapservice.operator.manifest.Labels;
import io.shapservice.operator.manifest.ServiceIdentity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * The password of a managed Redis. It is created once and then belongs to the Secret: the operator neither reads nor
 * overwrites it, so a person can rotate it by letting the ACL file take two passwords for a while.
 */
public final class RedisPassword {
    /** Key of the Secret: the password, for clients. */
    public static final String PASSWORD = "password";

    /** Key of the Secret: Redis' ACL file, with the password's SHA-256. */
    public static final String ACL = "users.acl";

    private static final int BYTES = 32;

    private RedisPassword() {}

    public static Secret newSecret(ServiceIdentity service, RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String password = HexFormat.of().formatHex(bytes);
        return new SecretBuilder()
                .withMetadata(Labels.metadata(service, Component.REDIS, service.redis()))
                .withType("Opaque")
                .addToStringData(PASSWORD, password)
                .addToStringData(ACL, "user default on #" + sha256(password) + " ~* &* +@all\n")
                .build();
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
