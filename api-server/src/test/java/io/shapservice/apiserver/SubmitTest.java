package io.shapservice.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How rows become a job, once. */
class SubmitTest {
    private static final String NPY = "application/x-npy";

    private Service service;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        service = Service.start(folder);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void theSameKeyIsTheSameJobAndAnotherPayloadIsRefused() throws Exception {
        byte[] npy = Golden.REGRESSION.npy();
        Answer first = keyed("/v1/models/reg/jobs", npy);
        Answer again = keyed("/v1/models/reg/jobs", npy);
        Answer other = keyed("/v1/models/reg/jobs?precision=double", npy);

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.json().get("id")).isEqualTo(first.json().get("id"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.problem()).isEqualTo("key-reused");
        assertThat(keyed("/v1/models/classes/jobs", npy).json().get("id"))
                .isNotEqualTo(first.json().get("id"));
        Eventually.get(() -> Keys.of(service, "blob:job/*").size(), stored -> stored == 10);
    }

    @Test
    void aKeyStaysItsJobsThroughDeletion() throws Exception {
        byte[] npy = Golden.REGRESSION.npy();
        String id = keyed("/v1/models/reg/jobs", npy).json().get("id").textValue();
        service.http().delete("/v1/jobs/" + id);

        Answer same = keyed("/v1/models/reg/jobs", npy);
        assertThat(same.status()).isEqualTo(410);
        assertThat(same.problem()).isEqualTo("results-expired");
        assertThat(same.detail()).contains(id);
        assertThat(keyed("/v1/models/reg/jobs?precision=double", npy).problem()).isEqualTo("key-reused");
    }

    @Test
    void aSecondUploadWithAKeyIsToldOfTheFirstWhichIsFreeAgainWhenThatFails() throws Exception {
        byte[] npy = Golden.REGRESSION.npy();
        CountDownLatch told = new CountDownLatch(1);
        // The client sends a part when it has read the next one.
        InputStream slow = new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream(npy, 0, 1500),
                new ByteArrayInputStream(npy, 1500, 1500),
                new WaitingStream(() -> told.getCount() == 0))));
        var first = CompletableFuture.supplyAsync(() -> service.http()
                .post("/v1/models/reg/jobs", NPY, BodyPublishers.ofInputStream(() -> slow), "Idempotency-Key", "one"));
        // Asked sooner, the second would be the first.
        Eventually.get(() -> Keys.of(service, "{q0}:upload:*").size(), begun -> begun == 1);
        Answer second = keyed("/v1/models/reg/jobs", new byte[0]);
        told.countDown();

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.problem()).isEqualTo("in-progress");
        assertThat(second.header("Retry-After")).isEqualTo("1");
        assertThat(first.join().problem()).isEqualTo("malformed-body");
        assertThat(keyed("/v1/models/reg/jobs", npy).status()).isEqualTo(202);
    }

    @Test
    void anUploadIsStoredBatchByBatchAndABrokenOneLeavesNothing() throws Exception {
        byte[] npy = Golden.REGRESSION.npy();
        // The client sends a part when it has read the next one.
        List<InputStream> parts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            parts.add(new ByteArrayInputStream(npy, i * 128, i < 3 ? 128 : 120 * 6 * 8));
        }
        WaitingStream rest =
                new WaitingStream(() -> Keys.of(service, "blob:job/*").size() >= 2);
        parts.add(new ByteArrayInputStream(npy, 128 * 3 + 120 * 6 * 8, 128));
        parts.add(new ByteArrayInputStream(npy, 128 * 4 + 120 * 6 * 8, 128));
        parts.add(rest);
        Answer answer = service.http()
                .post(
                        "/v1/models/reg/jobs",
                        NPY,
                        BodyPublishers.ofInputStream(() -> new SequenceInputStream(Collections.enumeration(parts))));

        assertThat(rest.waited())
                .as("two batches were stored while the body was still coming")
                .isTrue();
        assertThat(answer.problem()).isEqualTo("malformed-body");
        Eventually.get(() -> Keys.of(service, "blob:job/*"), List::isEmpty);
        assertThat(service.http().get("/v1/jobs").json().get("jobs")).isEmpty();
    }

    private Answer keyed(String path, byte[] npy) {
        return service.http().post(path, NPY, npy, "Idempotency-Key", "one");
    }
}
