package io.shapservice.apiserver.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The text of a file of keys. A line is the key's SHA-256 in hexadecimal, the tenant, and limits: {@code requests=50/s},
 * {@code burst=100}, {@code lane=interactive}. Empty lines and those that begin with # count for nothing.
 */
final class ApiKeysText {
    private static final Pattern HASH = Pattern.compile("(?:sha256:)?([0-9a-f]{64})");
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern RATE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)/s");
    private static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,8}");

    private ApiKeysText() {}

    /** @throws BadKeysException naming the line; never with anything of a hash in it */
    static ApiKeys parse(String text) throws BadKeysException {
        List<ApiKeys.Entry> entries = new ArrayList<>();
        Map<String, Tenant> tenants = new HashMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String bare = line.strip();
            if (!bare.isEmpty() && !bare.startsWith("#")) {
                ApiKeys.Entry entry = entry(bare.split("\\s+"), number);
                Tenant tenant = entry.tenant();
                if (!tenant.equals(tenants.getOrDefault(tenant.name(), tenant))) {
                    throw new BadKeysException(number, "tenant " + tenant.name() + " has other limits on a line above");
                }
                tenants.put(tenant.name(), tenant);
                entries.add(entry);
            }
        }
        return new ApiKeys(entries);
    }

    private static ApiKeys.Entry entry(String[] words, int line) throws BadKeysException {
        var hash = HASH.matcher(words[0].toLowerCase(Locale.ROOT));
        if (!hash.matches()) {
            throw new BadKeysException(
                    line,
                    "the first word must be the SHA-256 of a key, 64 hexadecimal digits"
                            + " (echo -n \"$KEY\" | sha256sum)");
        }
        if (words.length < 2 || !NAME.matcher(words[1]).matches()) {
            throw new BadKeysException(
                    line, "the second word must be the tenant: up to 63 lower-case letters, digits and hyphens");
        }
        RateLimit rate = RateLimit.NONE;
        double burst = 0;
        String lane = Tenant.DEFAULT_LANE;
        for (int i = 2; i < words.length; i++) {
            String word = words[i];
            String value = word.substring(word.indexOf('=') + 1);
            switch (word.substring(0, word.length() - value.length())) {
                case "requests=" -> rate = rate(value, line);
                case "burst=" -> burst = count(value, line);
                case "lane=" -> lane = lane(value, line);
                default ->
                    throw new BadKeysException(
                            line, "limits are requests=N/s, burst=N and lane=NAME; word " + (i + 1) + " is none");
            }
        }
        double most = burst > 0 ? burst : Math.max(1, rate.unlimited() ? 1 : rate.perSecond());
        RateLimit limit = rate.unlimited() ? rate : new RateLimit(rate.perSecond(), most);
        return new ApiKeys.Entry(HexFormat.of().parseHex(hash.group(1)), new Tenant(words[1], limit, lane));
    }

    private static RateLimit rate(String value, int line) throws BadKeysException {
        var rate = RATE.matcher(value);
        if (!rate.matches() || Double.parseDouble(rate.group(1)) == 0) {
            throw new BadKeysException(line, "requests must be such as requests=50/s");
        }
        return new RateLimit(Double.parseDouble(rate.group(1)), 1);
    }

    private static double count(String value, int line) throws BadKeysException {
        if (!COUNT.matcher(value).matches()) {
            throw new BadKeysException(line, "burst must be a whole number, such as burst=100");
        }
        return Double.parseDouble(value);
    }

    private static String lane(String value, int line) throws BadKeysException {
        if (!NAME.matcher(value).matches()) {
            throw new BadKeysException(line, "a lane is lower-case letters, digits and hyphens");
        }
        return value;
    }
}
