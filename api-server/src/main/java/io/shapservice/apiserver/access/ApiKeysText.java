package io.shapservice.apiserver.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The text of a file of keys. A line is the key's SHA-256 in hexadecimal, the tenant, and its {@linkplain TenantLimits limits}.
 * Empty lines and those that begin with # count for nothing.
 */
final class ApiKeysText {
    private static final Pattern HASH = Pattern.compile("(?:sha256:)?([0-9a-f]{64})");
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

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
                ApiKeys.Entry entry = entry(bare.split("\\s+", -1), number);
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
        return new ApiKeys.Entry(HexFormat.of().parseHex(hash.group(1)), TenantLimits.parse(words[1], words, line));
    }
}
