package io.shapservice.operator.manifest;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A short digest of a manifest or a part of one. */
public final class Digest {
    private static final int LENGTH = 16;

    private Digest() {}

    /** 16 hexadecimal digits of the SHA-256 of its JSON. */
    public static String of(Object manifest) {
        try {
            byte[] json = Serialization.asJson(manifest).getBytes(StandardCharsets.UTF_8);
            String hex = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(json));
            return hex.substring(0, LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
