package io.shapservice.faults.scenario;

import io.shapservice.client.ExplainQuery;
import io.shapservice.client.Job;
import io.shapservice.client.ShapClient;
import io.shapservice.faults.load.HalfUpload;
import io.shapservice.faults.process.Await;
import io.shapservice.faults.service.ServiceUnderTest;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** SIGKILL of the API in the middle of an upload. */
public final class CutUpload implements Scenario {
    private static final Duration PROMISED = Duration.ofMinutes(2);
    private static final Duration SEEN = Duration.ofSeconds(30);
    private static final int ROWS = 3_000;

    @Override
    public String name() {
        return "cut-upload";
    }

    @Override
    public String promise() {
        return "no byte of the cut upload stays stored; sent again with its key it is one job";
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
    public Findings run(Stage stage) throws Exception {
        Findings findings = new Findings(PROMISED);
        for (int i = 1; i <= stage.times(); i++) {
            String key = "cut-" + Long.toHexString(stage.random().nextLong());
            byte[] npy = stage.rows().npy(0, ROWS);
            Set<String> before = new HashSet<>(stage.queue().jobsWithoutRecord());
            try (HalfUpload _ = HalfUpload.begin(jobs(stage), key, npy)) {
                Await.until(
                        "a part of the upload is stored",
                        SEEN,
                        () -> !begun(stage, before).isEmpty());
                stage.service().api().kill();
            }
            long killed = System.nanoTime();
            stage.service().api().restart();
            again(stage, key, npy, findings);
            Await.until(
                    "nothing is stored without a job",
                    PROMISED.multipliedBy(2),
                    () -> stage.queue().jobsWithoutRecord().isEmpty());
            findings.recovered("until the cut upload was swept", Duration.ofNanos(System.nanoTime() - killed));
            stage.tell().accept(i + " of " + stage.times() + " cut uploads");
        }
        return findings;
    }

    private static Set<String> begun(Stage stage, Set<String> before) {
        Set<String> now = new HashSet<>(stage.queue().jobsWithoutRecord());
        now.removeAll(before);
        return now;
    }

    private static URI jobs(Stage stage) {
        return stage.service().address().resolve("/v1/models/" + ServiceUnderTest.MODEL + "/jobs");
    }

    private static void again(Stage stage, String key, byte[] npy, Findings findings) throws Exception {
        try (ShapClient client = stage.service().client()) {
            Job job = client.submit(ServiceUnderTest.MODEL, npy, ExplainQuery.DEFAULT, key);
            Job same = client.submit(ServiceUnderTest.MODEL, npy, ExplainQuery.DEFAULT, key);
            if (!job.id().equals(same.id())) {
                findings.broken("one key made two jobs, " + job.id() + " and " + same.id());
            }
            while (!job.ended()) {
                job = client.job(job.id(), Duration.ofSeconds(5));
            }
            if (!job.succeeded()) {
                findings.broken("the job of an upload that was sent again ended as " + job.state());
            }
        }
    }
}
