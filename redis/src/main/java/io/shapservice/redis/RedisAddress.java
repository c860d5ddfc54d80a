package io.shapservice.redis;

/**
 * Where a server listens.
 *
 * @param host name or IP, an IPv6 address without brackets
 */
public record RedisAddress(String host, int port) {
    /** {@code host}, {@code host:port} or {@code [ipv6]:port}. */
    static RedisAddress parse(String text, int defaultPort) {
        int colon = text.lastIndexOf(':');
        boolean portless = colon < 0 || text.endsWith("]");
        String host = portless ? text : text.substring(0, colon);
        int port = portless ? defaultPort : Integer.parseInt(text.substring(colon + 1));
        if (port < 1 || port > 65_535) {
            throw new NumberFormatException("a port is from 1 to 65535");
        }
        return new RedisAddress(host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port);
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
