package io.shapservice.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A Lua script, sent by its digest and in full only to a server that does not know it.
 *
 * @param name for messages and metrics
 * @param sha1 of the source, as EVALSHA wants it
 */
public record Script(String name, String source, String sha1) {
    public static Script of(String name, String source) {
        return new Script(name, source, sha1(source));
    }

    /**
     * Concatenates resources beside a class; the last one gives the name.
     *
     * @param resources such as {@code clock.lua}, {@code claim.lua}
     */
    public static Script load(Class<?> beside, String... resources) {
        StringBuilder source = new StringBuilder();
        for (String resource : resources) {
            source.append(read(beside, resource)).append('\n');
        }
        return of(resources[resources.length - 1].replaceFirst("\\.lua$", ""), source.toString());
    }

    private static String read(Class<?> beside, String resource) {
        try (InputStream in = beside.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + resource + " beside " + beside.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }

    private static String sha1(String source) {
        try {
            // Redis names scripts by SHA-1; nothing here relies on its strength.
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(source.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
