package io.shapservice.redis;

import io.shapservice.protocol.env.ConfigurationException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code redis://host:port[,host:port…]/db} or {@code rediss://…}. */
record RedisUrl(boolean tls, List<RedisAddress> addresses, int database) {
    private static final int SERVER_PORT = 6379;
    private static final int SENTINEL_PORT = 26_379;
    private static final Pattern FORM = Pattern.compile("redis(s?)://([\\w.,:\\[\\]-]+?)(?:/(\\d{1,4})?)?");

    // The text is never part of a message: it may hold a password.
    static RedisUrl parse(String text, Topology topology) {
        if (text.contains("@")) {
            throw new ConfigurationException(
                    "REDIS_URL holds user info, which shows in process lists and logs: take it out"
                            + " and set REDIS_USERNAME and REDIS_PASSWORD_FILE");
        }
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw wrong("");
        }
        String database = matcher.group(3);
        RedisUrl url = new RedisUrl(
                !matcher.group(1).isEmpty(),
                addresses(matcher.group(2), topology),
                database == null ? 0 : Integer.parseInt(database));
        url.check(topology);
        return url;
    }

    private static List<RedisAddress> addresses(String list, Topology topology) {
        int port = topology instanceof Topology.Sentinel ? SENTINEL_PORT : SERVER_PORT;
        try {
            return Arrays.stream(list.split(",", -1))
                    .map(each -> RedisAddress.parse(each, port))
                    .toList();
        } catch (NumberFormatException e) {
            throw wrong(" (a port is a number from 1 to 65535)");
        }
    }

    private void check(Topology topology) {
        if (addresses.stream().anyMatch(each -> each.host().isEmpty())) {
            throw wrong(" (a host is missing)");
        }
        if (topology instanceof Topology.Standalone && addresses.size() > 1) {
            throw new ConfigurationException("REDIS_URL names " + addresses.size()
                    + " servers: name one, or set REDIS_TOPOLOGY to Sentinel or Cluster");
        }
        if (topology instanceof Topology.Cluster && database != 0) {
            throw new ConfigurationException("REDIS_URL asks for database " + database + ": a cluster has only 0");
        }
    }

    private static ConfigurationException wrong(String why) {
        return new ConfigurationException("REDIS_URL must be redis://host:port/db or rediss://host:port/db" + why
                + "; with sentinels or a cluster also redis://host:port,host:port");
    }
}
