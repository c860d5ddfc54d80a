package io.shapservice.local.controlplane;

import java.time.Instant;

/**
 * A request that may change something, and how it was answered.
 *
 * @param path without the query
 * @param contentType tells the kind of a patch
 * @param fieldManager empty when the request named none
 */
public record WriteRequest(
        Instant at, String method, String path, String contentType, String fieldManager, String body, int code) {

    @Override
    public String toString() {
        return method + " " + path + (contentType.isEmpty() ? "" : " (" + contentType + ")") + " → " + code;
    }
}
