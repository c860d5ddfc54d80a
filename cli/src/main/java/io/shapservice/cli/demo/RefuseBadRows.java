package io.shapservice.cli.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.shapservice.client.ExplainQuery;
import io.shapservice.client.ProblemException;
import io.shapservice.engine.table.NpyWriter;
import io.shapservice.engine.table.NpyWriter.Element;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.UUID;

/** Rows that cannot be explained are refused with a document that says what is wrong and what to do. */
record RefuseBadRows() implements Step {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ROWS = 10;

    @Override
    public String title() {
        return "bad rows";
    }

    @Override
    public String keep(Stage stage) throws Exception {
        refused(stage, "a column too few", tooNarrow(stage.data), 422, "features-mismatch");
        var whole = stage.data.npy(ROWS);
        refused(stage, "half a file", Arrays.copyOf(whole, whole.length / 2), 400, "malformed-body");
        return "refused as 422 features-mismatch and 400 malformed-body, with what to do";
    }

    private static byte[] tooNarrow(HousingData data) throws IOException {
        int columns = data.features() - 1;
        var out = new ByteArrayOutputStream();
        NpyWriter.write(out, Element.F4, Arrays.copyOf(data.rows(), ROWS * columns), ROWS, columns);
        return out.toByteArray();
    }

    private static void refused(Stage stage, String what, byte[] npy, int status, String type) throws Exception {
        try {
            var key = UUID.randomUUID().toString();
            var job = stage.client.get().submit(Stage.MODEL, npy, ExplainQuery.DEFAULT, key);
            throw new PromiseBroken(what + " was accepted as job " + job.id());
        } catch (ProblemException e) {
            stage.screen.line("    " + what + ":");
            JSON.readTree(e.document()).toPrettyString().lines().forEach(line -> stage.screen.line("      " + line));
            var problem = e.problem();
            PromiseBroken.unless(
                    problem.status() == status && problem.type().endsWith(":" + type) && !problem.retryable(),
                    "%s: expected %d %s, not retryable, got %s".formatted(what, status, type, e.getMessage()));
        }
    }
}
