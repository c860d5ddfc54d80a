package io.shapservice.cli.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shapservice.local.LocalPod;
import io.shapservice.local.LocalService;
import java.util.List;

/**
 * What {@code shap status -o json} prints. Fields may be added, never renamed:
 *
 * <pre>{@code
 * {"services": [{"namespace": "default", "name": "housing",
 *                "status": {…},                       as in the resource; null before the operator has written one
 *                "pods": [{"name": "housing-worker-0-1", "role": "worker", "pid": 4711, "address": "127.42.0.7",
 *                          "phase": "Running", "ready": true, "restarts": 0}]}]}
 * }</pre>
 *
 * A pod's role is api, worker or redis; its pid is 0 while no process runs.
 */
record StatusDocument(List<Service> services) {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    record Service(String namespace, String name, JsonNode status, List<LocalPod> pods) {}

    static StatusDocument of(List<LocalService> services) {
        return new StatusDocument(services.stream()
                .map(service -> new Service(
                        service.namespace(),
                        service.name(),
                        service.status().isMissingNode() ? JSON.nullNode() : service.status(),
                        service.pods()))
                .toList());
    }

    String json() throws JsonProcessingException {
        return JSON.writeValueAsString(this);
    }
}
