package io.shapservice.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A ShapService of a running instance, with its pods.
 *
 * @param status the resource's {@code status} as the API server has it; a missing node before the first one
 */
public record LocalService(String namespace, String name, JsonNode status, List<LocalPod> pods) {
    public LocalService {
        pods = List.copyOf(pods);
    }
}
