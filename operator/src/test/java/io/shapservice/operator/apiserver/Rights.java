package io.shapservice.operator.apiserver;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Notes which rights a client makes use of, and what it was refused. A right is written {@code verb resource.group}. */
final class Rights implements Interceptor {
    private static final Pattern PATH = Pattern.compile(
            "^/(?:api/v1|apis/([^/]+)/[^/]+)" + "(?:/namespaces/[^/]+)?/([a-z]+)(?:/([^/]+)(?:/(status))?)?$");

    private final Set<String> used = ConcurrentHashMap.newKeySet();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    Set<String> used() {
        return new TreeSet<>(used);
    }

    Set<String> refused() {
        return new TreeSet<>(refused);
    }

    /** What a role grants. */
    static Set<String> granted(Role role) {
        Set<String> rights = new TreeSet<>();
        for (PolicyRule rule : role.getRules()) {
            for (String group : rule.getApiGroups()) {
                for (String resource : rule.getResources()) {
                    rule.getVerbs().forEach(verb -> rights.add(right(verb, resource, group)));
                }
            }
        }
        return rights;
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        used.add(of(request));
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> ignored) {
        // An apply of what is not there takes the right to create it, too.
        if (request.method().equals("PATCH") && response.code() == 201) {
            used.add(of(request).replaceFirst("patch", "create"));
        }
        if (response.code() == 403) {
            refused.add(of(request));
        }
    }

    private static String of(HttpRequest request) {
        Matcher path = PATH.matcher(request.uri().getPath());
        if (!path.matches()) {
            return request.method() + " " + request.uri().getPath();
        }
        String group = path.group(1) == null ? "" : path.group(1);
        String resource = path.group(4) == null ? path.group(2) : path.group(2) + "/" + path.group(4);
        return right(verb(request, path.group(3) != null), resource, group);
    }

    private static String verb(HttpRequest request, boolean named) {
        String query = String.valueOf(request.uri().getQuery());
        return switch (request.method()) {
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> "delete";
            default -> query.contains("watch=true") ? "watch" : named ? "get" : "list";
        };
    }

    private static String right(String verb, String resource, String group) {
        return verb + " " + resource + (group.isEmpty() ? "" : "." + group);
    }
}
