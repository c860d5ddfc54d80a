package io.shapservice.worker;

import io.shapservice.queue.Failure;
import io.shapservice.queue.FailureClass;
import io.shapservice.queue.Heartbeat;
import io.shapservice.worker.claim.BatchFetcher;
import io.shapservice.worker.claim.ClaimLoop;
import io.shapservice.worker.claim.ClaimSize;
import io.shapservice.worker.commit.BatchEnd;
import io.shapservice.worker.commit.CommitLoop;
import io.shapservice.worker.compute.ComputeLoop;
import io.shapservice.worker.compute.ReadyBatch;
import io.shapservice.worker.compute.SliceSizes;
import io.shapservice.worker.config.WorkerSettings;
import io.shapservice.worker.drain.ChargedReturn;
import io.shapservice.worker.drain.Drain;
import io.shapservice.worker.drain.StageThreads;
import io.shapservice.worker.lease.HeapShare;
import io.shapservice.worker.lease.HeldBatches;
import io.shapservice.worker.lease.Renewer;
import io.shapservice.worker.lease.RowRate;
import io.shapservice.worker.lease.Vitals;
import io.shapservice.worker.lease.WorkerState;
import io.shapservice.worker.lifecycle.Exit;
import io.shapservice.worker.lifecycle.Lifecycle;
import io.shapservice.worker.lifecycle.Stage;
import io.shapservice.worker.management.Health;
import io.shapservice.worker.management.ManagementServer;
import io.shapservice.worker.management.SampleFeed;
import io.shapservice.worker.management.WorkerMetrics;
import io.shapservice.worker.memory.LiveHeap;
import io.shapservice.worker.memory.MemoryBounds;
import io.shapservice.worker.memory.MemoryGovernor;
import io.shapservice.worker.model.EngineModelReader;
import io.shapservice.worker.model.ModelCache;
import io.shapservice.worker.model.ModelFetcher;
import io.shapservice.worker.outage.Backoff;
import io.shapservice.worker.outage.BlobReader;
import io.shapservice.worker.outage.Patience;
import io.shapservice.worker.pipeline.Handover;
import io.shapservice.worker.watchdog.StallReport;
import io.shapservice.worker.watchdog.Watchdog;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * One worker: a pipeline of three threads (claim and fetch, compute, commit), and beside it one that renews the leases, one that
 * watches the memory and one that watches the others.
 */
public final class Worker implements AutoCloseable {
    private static final Duration IDLE_FIRST = Duration.ofMillis(20);
    private static final Duration IDLE_MOST = Duration.ofMillis(500);
    /** A batch that could not be begun for longer than this is better left for another worker. */
    private static final double CLAIM_AHEAD_SECONDS = 1;

    private static final Duration STALL_REPORT = Duration.ofSeconds(5);
    /** Results are deleted with their job; by themselves they only go when nobody did that, later than any job ends: rows wait a week. */
    private static final Duration LONGEST_JOB = Duration.ofDays(8);

    private final WorkerSettings settings;
    private final Surroundings with;
    private final Lifecycle lifecycle = new Lifecycle();
    private final Vitals vitals = new Vitals();
    /** Of the heap; the rest is for models, and for what Java and its libraries keep. */
    private final HeldBatches held =
            new HeldBatches(new HeapShare(Runtime.getRuntime().maxMemory() / 2));

    private final RowRate rate = new RowRate(System.nanoTime());
    private final MemoryGovernor memory;
    private final Renewer renewer;
    private final Watchdog watchdog;
    private final Drain drain;
    private final ManagementServer management;

    private Worker(WorkerSettings settings, Surroundings with, InetSocketAddress address) throws IOException {
        this.settings = settings;
        this.with = with;
        WorkerMetrics metrics = new WorkerMetrics(with.registry());
        memory = governor();
        metrics.watch(held, vitals, memory);
        renewer =
                new Renewer(with.queue(), settings.identity(), held, this::heartbeat, lifecycle, settings.renewEvery());
        watchdog = new Watchdog(held, vitals, lifecycle, settings.stalledAfter(), settings.watchEvery(), stallReport());

        long heap = Runtime.getRuntime().maxMemory();
        Handover<ReadyBatch> ready = new Handover<>(heap / 16, ReadyBatch::bytes);
        Handover<BatchEnd> ended = new Handover<>(heap / 8, BatchEnd::bytes);
        Patience patience = new Patience(lifecycle, vitals, with.random());
        ComputeLoop compute = new ComputeLoop(
                ready,
                ended,
                held,
                vitals,
                new SliceSizes(settings.aggressive(), memory::admits),
                lifecycle,
                metrics,
                () -> endSoon(Exit.OUT_OF_MEMORY));
        StageThreads stages = new StageThreads(
                stage("claim", claimLoop(ready, ended, compute, patience, heap, metrics)),
                stage("compute", compute),
                stage("commit", commitLoop(ended, patience, metrics)),
                stage("renew", renewer));
        drain = new Drain(with.queue(), settings.identity(), held, compute, stages, lifecycle);
        management = new ManagementServer(
                address, with.registry()::scrape, this::health, new SampleFeed(with.queue(), with.redis()));
        stages.start();
        stage("memory", memory).start();
        stage("watchdog", watchdog).start();
    }

    /**
     * Starts working.
     *
     * @param management where the management port listens
     * @throws IOException when that address cannot be bound; nothing has been started then
     */
    public static Worker start(WorkerSettings settings, Surroundings with, InetSocketAddress management)
            throws IOException {
        return new Worker(settings, with, management);
    }

    /** Completes when the worker has ended, with the reason. */
    public CompletableFuture<Exit> exit() {
        return lifecycle.exit();
    }

    public InetSocketAddress managementAddress() {
        return management.address();
    }

    /** Ends the worker within its grace: finishes what fits, gives back the rest. Returns when that is done. */
    public void drain() {
        drain.run(Drain.budget(settings.grace()), Exit.DRAINED);
    }

    /** Ends the worker at once, giving back what it holds. */
    @Override
    public void close() {
        drain.run(Duration.ZERO, Exit.DRAINED);
        management.close();
    }

    private Stage stage(String name, Runnable body) {
        return new Stage(name, body, lifecycle);
    }

    private MemoryGovernor governor() {
        return new MemoryGovernor(
                with.memory(),
                LiveHeap.ofThisProcess(),
                settings.memory(),
                new MemoryGovernor.Holdings(() -> held.size() > 0, () -> vitals.commits() > 0),
                System::gc,
                this::makeRoom,
                lifecycle);
    }

    private StallReport stallReport() {
        return new StallReport(
                giveBack(), lifecycle, settings.identity().name(), settings.stalledAfter(), STALL_REPORT);
    }

    private ClaimLoop claimLoop(
            Handover<ReadyBatch> ready,
            Handover<BatchEnd> ended,
            ComputeLoop compute,
            Patience patience,
            long heap,
            WorkerMetrics metrics) {
        BlobReader blobs = new BlobReader(with.blobs(), patience, vitals);
        ModelCache models = new ModelCache(
                settings.aggressive() ? 0 : heap / 8,
                settings.aggressive() ? 0 : heap / EngineModelReader.PART_OF_HEAP,
                new ModelFetcher(blobs, with.models(), vitals));
        return new ClaimLoop(
                with.queue(),
                settings.identity(),
                held,
                new BatchFetcher(blobs, models, held),
                ready,
                ended,
                ClaimSize.of(settings.stuckAfter(), settings.aggressive()),
                new Backoff(IDLE_FIRST, IDLE_MOST, with.random()),
                () -> memory.admits() && compute.secondsLeft() < CLAIM_AHEAD_SECONDS,
                lifecycle,
                metrics);
    }

    private CommitLoop commitLoop(Handover<BatchEnd> ended, Patience patience, WorkerMetrics metrics) {
        return new CommitLoop(
                ended,
                with.queue(),
                with.blobs(),
                settings.identity(),
                held,
                vitals,
                patience,
                metrics,
                settings.resultsTtl().plus(LONGEST_JOB));
    }

    private ChargedReturn giveBack() {
        return new ChargedReturn(with.queue(), settings.identity(), held);
    }

    /**
     * Ends this process for want of memory. Nobody is charged, unless a fresh process has not got through a single batch: then the
     * batch is what is too large, and giving it back uncharged would pass it round for ever.
     */
    private void makeRoom() {
        if (vitals.commits() == 0) {
            lifecycle.abandon();
            giveBack()
                    .run(new Failure(
                            FailureClass.OOM_SUSPECT,
                            "a fresh worker reached " + memory.usedMiB() + " MiB on it, its limit is "
                                    + settings.memory().limit() / MemoryBounds.MIB + " MiB"));
        }
        endSoon(Exit.MEMORY);
    }

    /** From a thread that the drain itself waits for. */
    private void endSoon(Exit reason) {
        Thread.ofPlatform().daemon().name("drain").start(() -> drain.run(Duration.ZERO, reason));
    }

    private WorkerState state() {
        return WorkerState.of(!lifecycle.claiming(), !memory.admits(), held.size());
    }

    private Heartbeat heartbeat() {
        return new Heartbeat(
                vitals.work(),
                rate.observe(vitals.rows(), System.nanoTime()),
                memory.usedMiB(),
                state().word(),
                held.attempts());
    }

    private Health health() {
        boolean ready = renewer.heard() && lifecycle.claiming();
        return new Health(
                watchdog.alive(),
                ready,
                settings.identity().name(),
                state().word(),
                held.size(),
                memory.usedMiB(),
                with.redis().get());
    }
}
