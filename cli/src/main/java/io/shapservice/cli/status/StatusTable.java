package io.shapservice.cli.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.shapservice.local.LocalPod;
import io.shapservice.local.LocalService;
import java.util.ArrayList;
import java.util.List;

/** Services for people: each with its conditions, then its pods. */
public final class StatusTable {
    private static final String POD_ROW = "  %-30s %-7s %-13s %-6s %9s %8s  %s";

    private StatusTable() {}

    public static List<String> lines(List<LocalService> services) {
        if (services.isEmpty()) {
            return List.of("no ShapService runs on this machine: start one with ./shap up -f samples/housing.yaml");
        }
        var lines = new ArrayList<String>();
        for (var service : services) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.add(service.namespace() + "/" + service.name() + "  " + workers(service.status()));
            service.status().path("conditions").forEach(condition -> lines.add(condition(condition)));
            lines.add(POD_ROW.formatted("POD", "ROLE", "PHASE", "READY", "RESTARTS", "PID", "ADDRESS"));
            service.pods().forEach(pod -> lines.add(pod(pod)));
        }
        return lines;
    }

    private static String workers(JsonNode status) {
        var workers = status.path("workers");
        var backlog = status.path("backlog").path("rows");
        return "workers %s ready, %s desired, backlog %s"
                .formatted(
                        workers.path("ready").asText("?"),
                        workers.path("desired").asText("?"),
                        backlog.isMissingNode() ? "unknown" : backlog.asText() + " rows");
    }

    private static String condition(JsonNode condition) {
        return "  %-17s %-8s %s"
                .formatted(
                        condition.path("type").asText(),
                        condition.path("status").asText(),
                        condition.path("reason").asText()
                                + (condition.path("message").asText().isEmpty()
                                        ? ""
                                        : ": " + condition.path("message").asText()))
                .stripTrailing();
    }

    private static String pod(LocalPod pod) {
        return POD_ROW.formatted(
                pod.name(),
                pod.role(),
                pod.phase(),
                pod.ready() ? "yes" : "no",
                pod.restarts(),
                pod.pid() == 0 ? "-" : pod.pid(),
                pod.address());
    }
}
