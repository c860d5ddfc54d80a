package io.shapservice.worker;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.shapservice.protocol.sample.Sample;
import io.shapservice.queue.WorkerIdentity;
import io.shapservice.storage.BlobStore;
import io.shapservice.worker.config.WorkerSettings;
import io.shapservice.worker.management.RedisView;
import io.shapservice.worker.memory.MemoryBounds;
import io.shapservice.worker.memory.MemoryProbe;
import io.shapservice.worker.model.EngineModelReader;
import io.shapservice.worker.model.ModelReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Random;

/** Starts workers inside the test's process, where parts can be exchanged. */
final class InProcess {
    static final MemoryBounds BOUNDS = new MemoryBounds(512 * MemoryBounds.MIB, 475 * MemoryBounds.MIB);

    private InProcess() {}

    static Worker start(Rig rig, String name) throws IOException {
        return start(rig, name, new EngineModelReader(), () -> 100 * MemoryBounds.MIB);
    }

    static Worker start(Rig rig, String name, BlobStore blobs) throws IOException {
        return start(rig, name, blobs, new EngineModelReader(), () -> 100 * MemoryBounds.MIB);
    }

    static Worker start(Rig rig, String name, ModelReader models, MemoryProbe memory) throws IOException {
        return start(rig, name, rig.blobs(), models, memory);
    }

    private static Worker start(Rig rig, String name, BlobStore blobs, ModelReader models, MemoryProbe memory)
            throws IOException {
        WorkerSettings settings = new WorkerSettings(
                new WorkerIdentity(name, name),
                "127.0.0.1",
                rig.stuckAfter(),
                Duration.ofHours(1),
                Duration.ofSeconds(30),
                BOUNDS,
                false);
        Surroundings surroundings = new Surroundings(
                rig.queue(),
                blobs,
                models,
                memory,
                () -> RedisView.of(rig.gateway().health()),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                new Random(1));
        return Worker.start(settings, surroundings, new InetSocketAddress("127.0.0.1", 0));
    }

    /** What the queue knows of a worker. */
    static Sample.WorkerState reported(Rig rig, String name) {
        return Rig.ok(rig.queue().sample()).workers().stream()
                .filter(worker -> worker.name().equals(name))
                .findFirst()
                .orElse(new Sample.WorkerState(name, "", 0, 0, 0, java.util.List.of(), 0, 0, "unknown"));
    }
}
