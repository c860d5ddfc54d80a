package io.shapservice.worker.management;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.shapservice.queue.Claim;
import io.shapservice.queue.Completion;
import io.shapservice.queue.FailureClass;
import io.shapservice.redis.Outcome;
import io.shapservice.worker.lease.HeldBatches;
import io.shapservice.worker.lease.Vitals;
import io.shapservice.worker.memory.MemoryGovernor;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/** What a worker counts. Names end up as {@code shap_worker_…} with the unit, and {@code _total} for counters. */
public final class WorkerMetrics {
    private static final String PREFIX = "shap.worker.";
    private static final Duration[] BATCH_TIMES = LongStream.of(
                    10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final Counter rows;
    private final Counter slices;
    private final Counter repeated;
    private final Counter wakeUps;
    private final Timer batchTime;
    private final DistributionSummary batchCpu;

    public WorkerMetrics(MeterRegistry registry) {
        this.registry = registry;
        rows = Counter.builder(PREFIX + "rows")
                .description("Rows whose results were committed")
                .register(registry);
        slices = Counter.builder(PREFIX + "slices")
                .description("Slices computed")
                .register(registry);
        repeated = Counter.builder(PREFIX + "repeated.batches")
                .description("Batches claimed here that an earlier attempt was charged for")
                .register(registry);
        wakeUps = Counter.builder(PREFIX + "wake.ups")
                .description("Waits for work that the queue ended by a call")
                .register(registry);
        batchTime = Timer.builder(PREFIX + "batch")
                .description("Wall time of computing a batch")
                .serviceLevelObjectives(BATCH_TIMES)
                .register(registry);
        batchCpu = DistributionSummary.builder(PREFIX + "batch.cpu")
                .baseUnit("seconds")
                .description("CPU time of the compute thread for a committed batch")
                .register(registry);
        for (Completion completion : Completion.values()) {
            batches(completion);
        }
        for (FailureClass failureClass : FailureClass.values()) {
            failures(failureClass);
        }
    }

    /** Registers what is read when somebody looks. */
    public void watch(HeldBatches held, Vitals vitals, MemoryGovernor memory) {
        gauge("held.batches", "Batches under lease here", held, HeldBatches::size);
        gauge("paused", "1 while nothing is claimed for want of memory", memory, m -> m.admits() ? 0 : 1);
        bytes("memory.used", "Memory that counts against the limit", memory, MemoryGovernor::used);
        bytes("memory.threshold", "No claim above it", memory, m -> m.bounds().threshold());
        bytes(
                "memory.limit",
                "What the container may use",
                memory,
                m -> m.bounds().limit());
        bytes("heap.reserved", "Heap that batches under lease here have reserved", held, HeldBatches::heapReserved);
        bytes("heap.capacity", "Heap that they may reserve together", held, HeldBatches::heapCapacity);
        FunctionCounter.builder(PREFIX + "work", vitals, Vitals::work)
                .description("Work counter: rows × trees, model bytes read, blob bytes moved")
                .register(registry);
        FunctionCounter.builder(PREFIX + "rows.explained", vitals, Vitals::rows)
                .description("Rows explained, committed or not")
                .register(registry);
    }

    public void claimed(Outcome<List<Claim>> outcome) {
        switch (outcome) {
            case Outcome.Ok<List<Claim>>(List<Claim> claims) -> {
                claims(claims.isEmpty() ? "empty" : "claimed").increment();
                claims.stream().filter(claim -> claim.attemptNumber() > 1).forEach(_ -> repeated.increment());
            }
            case Outcome.Failed<List<Claim>> _ -> claims("failed").increment();
        }
    }

    public void woken() {
        wakeUps.increment();
    }

    public void computed(long nanos, int sliceCount) {
        batchTime.record(nanos, TimeUnit.NANOSECONDS);
        slices.increment(sliceCount);
    }

    public void committed(Completion completion, int rowCount, double cpuSeconds) {
        batches(completion).increment();
        if (completion == Completion.COMMITTED) {
            rows.increment(rowCount);
            batchCpu.record(cpuSeconds);
        }
    }

    public void failed(FailureClass failureClass) {
        failures(failureClass).increment();
    }

    private Counter claims(String result) {
        return Counter.builder(PREFIX + "claims")
                .description("Calls for work by what they gave")
                .tag("result", result)
                .register(registry);
    }

    private Counter batches(Completion completion) {
        return Counter.builder(PREFIX + "batches")
                .description("Batches explained, by the answer to their commit")
                .tag("completion", completion.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    private Counter failures(FailureClass failureClass) {
        return Counter.builder(PREFIX + "failures")
                .description("Batches given back with a reason")
                .tag("class", failureClass.name())
                .register(registry);
    }

    private <T> void gauge(String name, String description, T of, ToDoubleFunction<T> value) {
        Gauge.builder(PREFIX + name, of, value).description(description).register(registry);
    }

    private <T> void bytes(String name, String description, T of, ToDoubleFunction<T> value) {
        Gauge.builder(PREFIX + name, of, value)
                .description(description)
                .baseUnit("bytes")
                .register(registry);
    }
}
