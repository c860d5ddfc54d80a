package io.shapservice.faults.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import io.shapservice.client.ExplainQuery;
import io.shapservice.client.Job;
import io.shapservice.client.NpyArray;
import io.shapservice.client.ProblemException;
import io.shapservice.client.ShapClient;
import io.shapservice.faults.process.Await;
import io.shapservice.faults.service.ServiceUnderTest;
import java.io.IOException;
import java.time.Duration;

/** Redis comes back with nothing in it while a job runs. */
public final class EmptiedRedis implements Scenario {
    private static final Duration PROMISED = Duration.ofSeconds(30);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final ExplainQuery QUERY =
            new ExplainQuery(ExplainQuery.Method.PATH, false, ExplainQuery.Output.RAW, ExplainQuery.Precision.DOUBLE);

    @Override
    public String name() {
        return "redis-emptied";
    }

    @Override
    public String promise() {
        return "the loss is counted and told, the lost job is never answered as a success; new jobs are explained";
    }

    @Override
    public Times times() {
        return new Times(1, 10);
    }

    @Override
    public boolean endsWorkers() {
        return false;
    }

    @Override
    public boolean losesData() {
        return true;
    }

    @Override
    public Findings run(Stage stage) throws Exception {
        Findings findings = new Findings(PROMISED);
        for (int i = 1; i <= stage.times(); i++) {
            try (ShapClient client = stage.service().client();
                    ShapClient management = stage.service().api().management()) {
                Job lost = submit(stage, client, i);
                Await.until("the job runs", LIMIT, () -> stage.queue().rowsDone() > 0);
                long before = lastLoss(management);
                stage.service().redis().restartEmpty();
                long emptied = System.nanoTime();
                answeredAsLost(client, lost, findings);
                Await.until("the loss is counted", LIMIT, () -> lastLoss(management) > before);
                newJob(stage, client, i, findings);
                findings.recovered(
                        "the first explained job after the loss", Duration.ofNanos(System.nanoTime() - emptied));
            }
            stage.tell().accept(i + " of " + stage.times() + ": Redis came back empty");
        }
        return findings;
    }

    private static Job submit(Stage stage, ShapClient client, int turn) throws Exception {
        byte[] npy = stage.rows().npy(0, stage.rows().count());
        return client.submit(
                ServiceUnderTest.MODEL,
                npy,
                QUERY,
                "emptied-" + turn + "-" + stage.random().nextLong());
    }

    private static void answeredAsLost(ShapClient client, Job lost, Findings findings)
            throws IOException, InterruptedException {
        try {
            Job seen = client.job(lost.id(), Duration.ZERO);
            if (seen.succeeded()) {
                findings.broken("a job whose results are lost is answered as succeeded");
            }
            client.array(lost.id(), "values");
            findings.broken("results that are lost are answered");
        } catch (ProblemException e) {
            int status = e.problem().status();
            if (status != 404 && status != 410 && status != 409 && status != 503) {
                findings.broken("a lost job is answered with " + e.getMessage());
            }
        }
    }

    private static void newJob(Stage stage, ShapClient client, int turn, Findings findings) throws Exception {
        Job job = submit(stage, client, -turn);
        while (!job.ended()) {
            job = client.job(job.id(), Duration.ofSeconds(5));
        }
        NpyArray values = NpyArray.parse(client.array(job.id(), "values"));
        NpyArray prediction = NpyArray.parse(client.array(job.id(), "prediction"));
        stage.reference()
                .difference(0, stage.rows().count(), values, prediction)
                .ifPresent(what -> findings.broken("a job after the loss: " + what));
    }

    /** When the API's sample says that data was lost; -1 while it cannot tell. */
    private static long lastLoss(ShapClient management) {
        try {
            JsonNode sample = management.get("/internal/sample?after=0&wait=0s");
            return sample.at("/queue/integrity/lastLossMillis").asLong(-1);
        } catch (IOException | ProblemException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }
}
