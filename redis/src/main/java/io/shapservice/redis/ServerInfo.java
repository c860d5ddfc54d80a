package io.shapservice.redis;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What a server tells about itself: the answer to INFO.
 *
 * @see <a href="https://redis.io/docs/latest/commands/info/">INFO</a>
 */
public record ServerInfo(Map<String, String> fields) {
    public ServerInfo {
        fields = Map.copyOf(fields);
    }

    public static ServerInfo parse(String info) {
        return new ServerInfo(info.lines()
                .filter(line -> line.contains(":"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf(':')),
                        line -> line.substring(line.indexOf(':') + 1).strip(),
                        (first, _) -> first)));
    }

    /** The value of a field, empty when the server does not say it. */
    public String text(String field) {
        return fields.getOrDefault(field, "");
    }

    /** Empty too when it is not a number: services in the cloud leave parts out, or write what they like. */
    public OptionalDouble number(String field) {
        try {
            return OptionalDouble.of(Double.parseDouble(text(field)));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }
}
