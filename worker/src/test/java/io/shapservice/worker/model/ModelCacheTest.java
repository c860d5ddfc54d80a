package io.shapservice.worker.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.shapservice.protocol.batch.ElementType;
import io.shapservice.protocol.batch.InputBlob;
import io.shapservice.protocol.batch.JobOptions;
import io.shapservice.queue.FailureClass;
import io.shapservice.storage.BlobKey;
import io.shapservice.storage.FileBlobStore;
import io.shapservice.worker.HousingModel;
import io.shapservice.worker.lease.Vitals;
import io.shapservice.worker.lifecycle.Lifecycle;
import io.shapservice.worker.outage.BlobReader;
import io.shapservice.worker.outage.Patience;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCacheTest {
    private static final String OPTIONS = JobOptions.DEFAULT.toJson();
    private static final String DIGEST = HousingModel.digest();

    @TempDir
    Path folder;

    private FileBlobStore blobs;
    private ModelFetcher fetcher;

    @BeforeEach
    void aStoreWithTheModel() {
        blobs = new FileBlobStore(folder, Clock.systemUTC());
        blobs.put(BlobKey.model(DIGEST), HousingModel.bytes(), Duration.ZERO);
        Vitals vitals = new Vitals();
        Patience patience = new Patience(new Lifecycle(), vitals, new SplittableRandom(1));
        fetcher = new ModelFetcher(new BlobReader(blobs, patience, vitals), new EngineModelReader(), vitals);
    }

    @Test
    void aModelIsReadOnceAndAnExplainerMadeOnceForEachSetOfOptions() throws Exception {
        ModelCache cache = new ModelCache(1 << 30, 1 << 30, fetcher);
        ServedModel served = model(cache, DIGEST, OPTIONS);
        blobs.delete(BlobKey.model(DIGEST));
        assertThat(model(cache, DIGEST, OPTIONS)).isSameAs(served);
        ServedModel precise = model(cache, DIGEST, new JobOptions("path", false, "raw", "double").toJson());
        assertThat(precise.type()).isEqualTo(ElementType.FLOAT64);
        assertThat(served.type()).isEqualTo(ElementType.FLOAT32);
        assertThat(served.features()).isEqualTo(8);
        assertThat(served.numbersPerRow()).isEqualTo(1 + 8);
        ServedModel pairs = model(cache, DIGEST, new JobOptions("path", true, "raw", "float").toJson());
        assertThat(pairs.numbersPerRow()).isEqualTo(1 + 8 + 8 * 8);
    }

    @Test
    void modelsBeyondTheBoundMakeRoomForTheNewest() throws Exception {
        ModelCache cache = new ModelCache(1, 1, fetcher);
        model(cache, DIGEST, OPTIONS);
        String spaced = publish(" ".getBytes(StandardCharsets.UTF_8), HousingModel.bytes());
        model(cache, spaced, OPTIONS);
        assertThat(cache.size()).isEqualTo(1);
    }

    @Test
    void explainersBeyondTheBoundMakeRoomForTheNewest() throws Exception {
        ModelCache cache = new ModelCache(1 << 30, 1, fetcher);
        ServedModel first = model(cache, DIGEST, OPTIONS);
        model(cache, DIGEST, new JobOptions("path", false, "raw", "double").toJson());
        assertThat(cache.explainers()).isEqualTo(1);
        assertThat(cache.size()).isEqualTo(1);
        assertThat(model(cache, DIGEST, OPTIONS)).isNotSameAs(first);
    }

    @Test
    void groupsThatCallersMakeUpShareOneExplainer() throws Exception {
        ModelCache cache = new ModelCache(1 << 30, 1 << 30, fetcher);
        ServedModel first = model(cache, DIGEST, grouped(0));
        assertThat(model(cache, DIGEST, grouped(0))).isSameAs(first);
        for (int i = 1; i < 100; i++) {
            model(cache, DIGEST, grouped(i));
        }
        assertThat(cache.explainers()).isEqualTo(1);
        assertThat(model(cache, DIGEST, grouped(0))).as("long unused").isNotSameAs(first);
    }

    @Test
    void aModelThatMakesRoomTakesItsExplainersAlong() throws Exception {
        ModelCache cache = new ModelCache(1, 1 << 30, fetcher);
        model(cache, DIGEST, OPTIONS);
        model(cache, publish(" ".getBytes(StandardCharsets.UTF_8), HousingModel.bytes()), OPTIONS);
        assertThat(cache.explainers()).isEqualTo(1);
    }

    @Test
    void aBackgroundIsFetchedByItsDigestAndItsTablesCount() throws Exception {
        byte[] rows = new InputBlob(new double[16], 2, 8, ElementType.FLOAT64).encode();
        String digest = HousingModel.digest(rows);
        String options = new JobOptions("interventional", false, "raw", "float", List.of(), digest).toJson();
        assertFails(DIGEST, options, FailureClass.MODEL_LOAD, "the background " + digest + " is not in the blob store");

        blobs.put(BlobKey.model(digest), rows, Duration.ZERO);
        ModelCache cache = new ModelCache(1 << 30, 1L << 30, fetcher);
        assertThat(model(cache, DIGEST, options).explainer().preparation().tableBytes())
                .isPositive();
        assertThat(model(cache, DIGEST, options)).isSameAs(model(cache, DIGEST, options));
    }

    @Test
    void aBackgroundThatDoesNotFitTheModelIsRefused() {
        byte[] rows = new InputBlob(new double[6], 2, 3, ElementType.FLOAT64).encode();
        String digest = HousingModel.digest(rows);
        blobs.put(BlobKey.model(digest), rows, Duration.ZERO);
        assertFails(
                DIGEST,
                new JobOptions("interventional", false, "raw", "float", List.of(), digest).toJson(),
                FailureClass.INPUT,
                "3 columns");
        assertFails(
                DIGEST,
                new JobOptions("interventional", false, "raw", "float").toJson(),
                FailureClass.INPUT,
                "background");
    }

    private static String grouped(int i) {
        return new JobOptions("path", false, "raw", "float", List.of("g" + i + ":longitude,latitude"), null).toJson();
    }

    @Test
    void aModelThatNobodyPublishedIsAModelLoadFailure() {
        assertFails("sha256:" + "0".repeat(64), OPTIONS, FailureClass.MODEL_LOAD, "not in the blob store");
    }

    @Test
    void bytesUnderTheWrongDigestAreNotUsed() {
        String wrong = "sha256:" + "1".repeat(64);
        blobs.put(BlobKey.model(wrong), HousingModel.bytes(), Duration.ZERO);
        assertFails(wrong, OPTIONS, FailureClass.MODEL_LOAD, DIGEST);
    }

    @Test
    void bytesThatAreNoModelAreAModelLoadFailure() throws Exception {
        String digest = publish("{}".getBytes(StandardCharsets.UTF_8), new byte[0]);
        assertFails(digest, OPTIONS, FailureClass.MODEL_LOAD, "cannot be read");
    }

    @Test
    void optionsThatAreNotDefinedTogetherAreTheInputsFault() {
        assertFails(
                DIGEST,
                new JobOptions("path", false, "probability", "float").toJson(),
                FailureClass.INPUT,
                "probability");
        assertFails(DIGEST, "{\"method\":\"magic\"}", FailureClass.INPUT, "options");
    }

    @Test
    void aModelShowsProgressWhileItIsRead() throws Exception {
        Vitals vitals = new Vitals();
        Patience patience = new Patience(new Lifecycle(), vitals, new SplittableRandom(1));
        List<Long> seen = new ArrayList<>();
        ModelReader watched = (bytes, bytesRead) -> {
            assertThat(vitals.signs().working()).isTrue();
            seen.add(vitals.work());
            return new EngineModelReader().read(bytes, read -> {
                bytesRead.accept(read);
                seen.add(vitals.work());
            });
        };
        ModelFetcher watching = new ModelFetcher(new BlobReader(blobs, patience, vitals), watched, vitals);
        model(new ModelCache(1 << 30, 1 << 30, watching), DIGEST, OPTIONS);
        assertThat(seen).hasSizeGreaterThan(10).doesNotHaveDuplicates().isSorted();
        assertThat(seen.getFirst()).as("the fetched bytes").isEqualTo(HousingModel.bytes().length);
        assertThat(seen.getLast()).isGreaterThanOrEqualTo(2L * HousingModel.bytes().length);
    }

    private void assertFails(String digest, String options, FailureClass failureClass, String message) {
        assertThatExceptionOfType(BatchFailedException.class)
                .isThrownBy(() -> model(new ModelCache(1 << 30, 1 << 30, fetcher), digest, options))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.failure().failureClass()).isEqualTo(failureClass));
    }

    private static ServedModel model(ModelCache cache, String digest, String options) throws BatchFailedException {
        return cache.model(digest, options, () -> true).orElseThrow();
    }

    private String publish(byte[] head, byte[] tail) throws Exception {
        byte[] bytes = new byte[head.length + tail.length];
        System.arraycopy(head, 0, bytes, 0, head.length);
        System.arraycopy(tail, 0, bytes, head.length, tail.length);
        String digest = HousingModel.digest(bytes);
        blobs.put(BlobKey.model(digest), bytes, Duration.ZERO);
        return digest;
    }
}
