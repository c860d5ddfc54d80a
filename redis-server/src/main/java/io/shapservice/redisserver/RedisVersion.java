package io.shapservice.redisserver;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Version of a redis-server or valkey-server binary, as {@code --version} prints it ({@code … v=7.0.15 …}). */
public record RedisVersion(int major, int minor, int patch) implements Comparable<RedisVersion> {
    private static final Pattern PRINTED = Pattern.compile("\\bv=(\\d+)\\.(\\d+)\\.(\\d+)");
    private static final Comparator<RedisVersion> ORDER = Comparator.comparingInt(RedisVersion::major)
            .thenComparingInt(RedisVersion::minor)
            .thenComparingInt(RedisVersion::patch);

    /** The oldest version that this project's scripts are written for. */
    static final RedisVersion OLDEST = new RedisVersion(6, 2, 0);

    static Optional<RedisVersion> parse(String printed) {
        Matcher matcher = PRINTED.matcher(printed);
        if (!matcher.find()) {
            return Optional.empty();
        }
        return Optional.of(new RedisVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3))));
    }

    @Override
    public int compareTo(RedisVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
