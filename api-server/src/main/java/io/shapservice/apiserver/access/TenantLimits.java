package io.shapservice.apiserver.access;

import io.shapservice.queue.budget.Amount;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The words behind the tenant on a line of keys: {@code requests=50/s burst=100 lane=bulk bytes=1Gi rows=1000000 batches=2000}. */
final class TenantLimits {
    private static final Pattern RATE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)/s");
    private static final Pattern COUNT = Pattern.compile("([1-9]\\d{0,11})(Ki|Mi|Gi)?");
    private static final Pattern LANE = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final List<String> NAMES = List.of("requests", "burst", "lane", "bytes", "rows", "batches");

    private final Map<String, String> words = new HashMap<>();
    private final int line;

    private TenantLimits(int line) {
        this.line = line;
    }

    /** @param words of the line, all of them */
    static Tenant parse(String name, String[] words, int line) throws BadKeysException {
        TenantLimits limits = new TenantLimits(line);
        for (int i = 2; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            if (equals < 0 || !NAMES.contains(words[i].substring(0, equals))) {
                throw new BadKeysException(
                        line, "limits are " + String.join("=, ", NAMES) + "=; word " + (i + 1) + " is none of them");
            }
            limits.words.put(words[i].substring(0, equals), words[i].substring(equals + 1));
        }
        return new Tenant(name, limits.rate(), limits.lane(), limits.budget());
    }

    private RateLimit rate() throws BadKeysException {
        String text = words.get("requests");
        long burst = count("burst", 0);
        if (text == null) {
            return RateLimit.NONE;
        }
        var rate = RATE.matcher(text);
        if (!rate.matches() || Double.parseDouble(rate.group(1)) == 0) {
            throw new BadKeysException(line, "requests must be such as requests=50/s");
        }
        double perSecond = Double.parseDouble(rate.group(1));
        return new RateLimit(perSecond, burst > 0 ? burst : Math.max(1, perSecond));
    }

    private String lane() throws BadKeysException {
        String lane = words.getOrDefault("lane", Tenant.DEFAULT_LANE);
        if (!LANE.matcher(lane).matches()) {
            throw new BadKeysException(line, "a lane is lower-case letters, digits and hyphens");
        }
        return lane;
    }

    private @Nullable Amount budget() throws BadKeysException {
        Amount budget = new Amount(
                count("bytes", Long.MAX_VALUE), count("rows", Long.MAX_VALUE), count("batches", Long.MAX_VALUE));
        return budget.equals(Amount.UNLIMITED) ? null : budget;
    }

    private long count(String name, long absent) throws BadKeysException {
        String text = words.get(name);
        if (text == null) {
            return absent;
        }
        var count = COUNT.matcher(text);
        if (!count.matches()) {
            throw new BadKeysException(line, name + " must be a whole number, such as " + name + "=100 or 64Mi");
        }
        long unit = switch (count.group(2)) {
            case "Ki" -> 1L << 10;
            case "Mi" -> 1L << 20;
            case "Gi" -> 1L << 30;
            case null, default -> 1;
        };
        return Long.parseLong(count.group(1)) * unit;
    }
}
