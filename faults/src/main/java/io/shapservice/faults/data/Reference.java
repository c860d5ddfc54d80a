package io.shapservice.faults.data;

import io.shapservice.client.ExplainQuery;
import io.shapservice.client.Job;
import io.shapservice.client.NpyArray;
import io.shapservice.client.ProblemException;
import io.shapservice.client.ShapClient;
import io.shapservice.faults.service.ServiceUnderTest;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** What an uninterrupted run said of every row. A row has the same bits whatever job and batch it is in. */
public record Reference(NpyArray values, NpyArray prediction) {

    /** Explains all rows in one job while nothing is broken. */
    public static Reference of(Rows rows, ShapClient client, ExplainQuery query)
            throws IOException, InterruptedException, ProblemException {
        Job job = client.submit(
                ServiceUnderTest.MODEL,
                rows.npy(0, rows.count()),
                query,
                UUID.randomUUID().toString());
        while (!job.ended()) {
            job = client.job(job.id(), Duration.ofSeconds(5));
        }
        if (!job.succeeded()) {
            throw new IllegalStateException("the uninterrupted run ended as " + job.state() + ": " + job.error());
        }
        return new Reference(
                NpyArray.parse(client.array(job.id(), "values")), NpyArray.parse(client.array(job.id(), "prediction")));
    }

    /** How a job of rows {@code from} to {@code to} differs from the uninterrupted run; empty when every bit is the same. */
    public Optional<String> difference(int from, int to, NpyArray jobsValues, NpyArray jobsPrediction) {
        return difference("values", values, from, to, jobsValues)
                .or(() -> difference("prediction", prediction, from, to, jobsPrediction));
    }

    private static Optional<String> difference(String name, NpyArray all, int from, int to, NpyArray part) {
        int width = all.values().length / all.shape()[0];
        int at = Arrays.mismatch(all.values(), from * width, to * width, part.values(), 0, part.values().length);
        return at < 0
                ? Optional.empty()
                : Optional.of("array %s differs from the uninterrupted run in row %d".formatted(name, at / width));
    }
}
