package io.shapservice.cli.demo;

import io.shapservice.cli.status.StatusTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a maintainer wants to see of a run that failed, before its files are gone: status, pods and the ends of their logs. */
record FailureReport(Stage stage) {
    private static final int LAST_LINES = 20;

    List<String> lines() {
        if (!stage.localMode.isMade()) {
            return List.of();
        }
        var cluster = stage.localMode.get().cluster();
        var lines = new ArrayList<>(List.of(""));
        lines.addAll(StatusTable.lines(cluster.services()));
        try (Stream<Path> logs = Files.list(cluster.logs())) {
            for (var log : logs.sorted().toList()) {
                lines.add("");
                lines.add(log.getFileName() + ":");
                lines.addAll(end(log));
            }
        } catch (IOException e) {
            lines.add("the logs cannot be read: " + e);
        }
        return lines;
    }

    private static List<String> end(Path log) throws IOException {
        var all = Files.readAllLines(log);
        return all.subList(Math.max(0, all.size() - LAST_LINES), all.size());
    }
}
