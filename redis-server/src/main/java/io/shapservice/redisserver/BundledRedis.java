package io.shapservice.redisserver;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** The redis-server binaries that the embedded-redis jar carries, one per platform. */
final class BundledRedis {
    private BundledRedis() {}

    /** Where this user's unpacked binary is kept between runs. */
    static Path cacheFolder() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path base =
                cache == null || cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return base.resolve("shap-operator");
    }

    /**
     * Unpacks the binary for this platform, or finds it unpacked; empty when there is none for this platform. The name carries
     * the content's digest and the content is checked against it, so that an old or tampered file is never run.
     */
    static Optional<Path> unpack(Path folder) throws IOException {
        Optional<String> resource = resource(System.getProperty("os.name"), System.getProperty("os.arch"));
        if (resource.isEmpty()) {
            return Optional.empty();
        }
        byte[] content = content(resource.get());
        String digest = sha256(content);
        ownFolder(folder);
        Path file = folder.resolve("redis-server-" + digest.substring(0, 16));
        if (!intact(file, digest)) {
            write(file, content);
        }
        return Optional.of(file);
    }

    static Optional<String> resource(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT);
        boolean arm = osArch.equals("aarch64") || osArch.equals("arm64");
        boolean intel = osArch.equals("amd64") || osArch.equals("x86_64");
        if (os.startsWith("linux") && (arm || intel)) {
            return Optional.of(arm ? "redis-server-6.2.7-linux-arm64" : "redis-server-6.2.6-v5-linux-amd64");
        }
        if (os.startsWith("mac") && (arm || intel)) {
            return Optional.of(arm ? "redis-server-6.2.6-v5-darwin-arm64" : "redis-server-6.2.6-v5-darwin-amd64");
        }
        return Optional.empty();
    }

    private static byte[] content(String resource) throws IOException {
        try (InputStream in = BundledRedis.class.getResourceAsStream("/" + resource)) {
            if (in == null) {
                throw new IOException("the embedded-redis jar has no " + resource);
            }
            return in.readAllBytes();
        }
    }

    private static void ownFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        if (!Files.isWritable(folder)) {
            throw new IOException(folder + " is not writable; set XDG_CACHE_HOME to a folder of yours");
        }
    }

    private static boolean intact(Path file, String digest) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.isExecutable(file)
                && sha256(Files.readAllBytes(file)).equals(digest);
    }

    /** By a rename, so that two processes that start at once both find a whole file. */
    private static void write(Path file, byte[] content) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        Path unpacking = Files.createTempFile(parent, "unpacking", "");
        try {
            Files.write(unpacking, content);
            Files.setPosixFilePermissions(unpacking, PosixFilePermissions.fromString("rwx------"));
            Files.move(unpacking, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unpacking);
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
