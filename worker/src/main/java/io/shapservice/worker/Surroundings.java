package io.shapservice.worker;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.shapservice.protocol.sample.Sample;
import io.shapservice.queue.JobQueue;
import io.shapservice.storage.BlobStore;
import io.shapservice.worker.memory.MemoryProbe;
import io.shapservice.worker.model.ModelReader;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What a worker works with; all of it outlives the worker.
 *
 * @param redis how Redis is seen from here, answered at once
 */
public record Surroundings(
        JobQueue queue,
        BlobStore blobs,
        ModelReader models,
        MemoryProbe memory,
        Supplier<Sample.RedisState> redis,
        PrometheusMeterRegistry registry,
        RandomGenerator random) {}
