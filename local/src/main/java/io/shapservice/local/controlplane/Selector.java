package io.shapservice.local.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Label selectors (equality and sets) and field selectors, as queries carry them. */
final class Selector {
    private static final Pattern SET = Pattern.compile("(\\S+)\\s+(in|notin)\\s+\\(([^)]*)\\)");
    private static final Pattern EQUALITY = Pattern.compile("([^!=\\s]+)\\s*(==|=|!=)\\s*(\\S*)");
    private static final Pattern BETWEEN_TERMS = Pattern.compile(",(?![^(]*\\))");

    private Selector() {}

    static Predicate<JsonNode> parse(String labelSelector, String fieldSelector) {
        Predicate<JsonNode> labels =
                terms(labelSelector).map(term -> label(term)).reduce(all -> true, Predicate::and);
        return terms(fieldSelector).map(term -> field(term)).reduce(labels, Predicate::and);
    }

    private static Stream<String> terms(String selector) {
        return BETWEEN_TERMS.splitAsStream(selector).map(String::strip).filter(term -> !term.isEmpty());
    }

    private static Predicate<JsonNode> label(String term) {
        Matcher set = SET.matcher(term);
        if (set.matches()) {
            List<String> values =
                    Stream.of(set.group(3).split(",")).map(String::strip).toList();
            boolean in = set.group(2).equals("in");
            return object -> {
                JsonNode value = labelOf(object, set.group(1));
                return in == (value.isTextual() && values.contains(value.asText()));
            };
        }
        Matcher equality = EQUALITY.matcher(term);
        if (equality.matches()) {
            boolean equal = !equality.group(2).equals("!=");
            return object ->
                    equal == labelOf(object, equality.group(1)).asText("\0").equals(equality.group(3));
        }
        return term.startsWith("!")
                ? object -> labelOf(object, term.substring(1)).isMissingNode()
                : object -> !labelOf(object, term).isMissingNode();
    }

    private static JsonNode labelOf(JsonNode object, String name) {
        return object.path("metadata").path("labels").path(name);
    }

    private static Predicate<JsonNode> field(String term) {
        Matcher equality = EQUALITY.matcher(term);
        if (!equality.matches()) {
            throw ApiError.badRequest(
                    "cannot read the field selector \"" + term + "\": use field=value or field!=value");
        }
        boolean equal = !equality.group(2).equals("!=");
        String pointer = "/" + equality.group(1).replace('.', '/');
        return object -> equal == object.at(pointer).asText("").equals(equality.group(3));
    }
}
