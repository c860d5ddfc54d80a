package io.shapservice.local.controlplane;

import java.util.Map;

/**
 * A request, read whole.
 *
 * @param path without the query
 * @param contentType lower case, without parameters; empty when absent
 */
record ApiRequest(String method, String path, Map<String, String> query, String contentType, String body) {

    String parameter(String name) {
        return query.getOrDefault(name, "");
    }

    boolean asks(String name) {
        String value = parameter(name);
        return value.equals("true") || value.equals("1");
    }
}
