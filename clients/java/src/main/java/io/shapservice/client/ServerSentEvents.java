package io.shapservice.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;

/** Events of a stream in the format of the HTML standard, 9.2.6; comments are skipped. */
final class ServerSentEvents {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BufferedReader lines;
    private String lastId = "";

    ServerSentEvents(BufferedReader lines) {
        this.lines = lines;
    }

    /** The next one; empty at the end of the stream, where a half event counts for nothing. */
    Optional<JobEvent> next() throws IOException {
        String type = "message";
        StringBuilder data = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty() && !data.isEmpty()) {
                return Optional.of(new JobEvent(lastId, type, JSON.readTree(data.toString())));
            }
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
            switch (field) {
                case "event" -> type = value;
                case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
                case "id" -> lastId = value;
                default -> {}
            }
        }
        return Optional.empty();
    }
}
