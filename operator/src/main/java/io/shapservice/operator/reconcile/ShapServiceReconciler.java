package io.shapservice.operator.reconcile;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.shapservice.crds.ShapService;
import io.shapservice.crds.effective.EffectiveSpec;
import io.shapservice.operator.apply.Applier;
import io.shapservice.operator.desired.DesiredState;
import io.shapservice.operator.events.EventRecorder;
import io.shapservice.operator.manifest.Installation;
import io.shapservice.operator.manifest.ServiceIdentity;
import io.shapservice.operator.metrics.OperatorMetrics;
import io.shapservice.operator.pods.Fleet;
import io.shapservice.operator.pods.PodWriter;
import io.shapservice.operator.pods.WorkerPod;
import io.shapservice.operator.sampling.SampleClient;
import io.shapservice.operator.sampling.Sampler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps ShapServices as they are asked to be: runs the steps in their order and reports what they found. */
public final class ShapServiceReconciler implements Reconciler<ShapService>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ShapServiceReconciler.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    private static final Duration AFTER_ERROR = Duration.ofSeconds(5);

    private final List<Step> steps = List.of(
            new KeepRedisKind(),
            new RespectPause(),
            new EnsureRedisPassword(),
            new AwaitUpgrade(),
            new ApplyManifests(),
            new PruneManifests(),
            new SuperviseFleet());
    private final Memories memories = new Memories();
    private final SampleNews news = new SampleNews(this::forget);
    private final Sampler sampler;
    private final Tools tools;
    private final Clock clock;

    /**
     * @param longestWait how long one poll for a sample may wait
     * @param random makes passwords, so it must be hard to guess
     */
    public static ShapServiceReconciler create(
            KubernetesClient client,
            Installation installation,
            int upgradesAtOnce,
            SampleClient samples,
            Duration longestWait,
            MeterRegistry registry,
            RandomGenerator random,
            Clock clock) {
        Tools tools = new Tools(
                client,
                installation,
                new Applier(client),
                new PodWriter(client),
                new EventRecorder(client, clock),
                new OperatorMetrics(registry),
                new Upgrades(upgradesAtOnce),
                random);
        return new ShapServiceReconciler(tools, samples, longestWait, clock);
    }

    private ShapServiceReconciler(Tools tools, SampleClient samples, Duration longestWait, Clock clock) {
        this.tools = tools;
        this.clock = clock;
        this.sampler = new Sampler(samples, longestWait, clock, news::arrived);
    }

    @Override
    public List<EventSource<?, ShapService>> prepareEventSources(EventSourceContext<ShapService> context) {
        return EventSources.all(context, news);
    }

    @Override
    public UpdateControl<ShapService> reconcile(ShapService resource, Context<ShapService> context) {
        if (resource.getMetadata().getDeletionTimestamp() != null) {
            return UpdateControl.noUpdate();
        }
        Instant began = clock.instant();
        Pass pass = begin(resource, context, began);
        Findings found = run(pass);
        UpdateControl<ShapService> control =
                Report.of(pass, found).map(UpdateControl::patchStatus).orElseGet(UpdateControl::noUpdate);
        tools.metrics().passed(Duration.between(began, clock.instant()));
        return control.rescheduleAfter(found.blockers().isEmpty() ? pause(pass) : AFTER_ERROR);
    }

    @Override
    public ErrorStatusUpdateControl<ShapService> updateErrorStatus(
            ShapService resource, Context<ShapService> context, Exception e) {
        tools.metrics().failed();
        LOG.warn("pass over {} failed, trying again in {}s", ServiceIdentity.of(resource), AFTER_ERROR.toSeconds(), e);
        return ErrorStatusUpdateControl.<ShapService>noStatusUpdate().rescheduleAfter(AFTER_ERROR);
    }

    @Override
    public void close() {
        sampler.close();
    }

    private Pass begin(ShapService resource, Context<ShapService> context, Instant now) {
        ServiceIdentity service = ServiceIdentity.of(resource);
        EffectiveSpec spec = EffectiveSpec.of(resource.getSpec());
        Children children = new Children(service, context);
        sampler.follow(service, children.targets(), spec.workers().stuckAfter());
        return new Pass(
                resource,
                service,
                spec,
                DesiredState.of(service, spec, tools.installation()),
                children,
                sampler.view(service),
                memories.of(service, now),
                tools,
                context,
                now);
    }

    private Findings run(Pass pass) {
        Fleet fleet = fleet(pass);
        RedisNews.tell(pass);
        Replacements.tell(pass, fleet);
        EndNews.tell(pass, fleet);
        Findings found = Findings.beginning(fleet);
        for (Step step : steps) {
            switch (step.run(pass, found)) {
                case StepResult.Proceed proceed -> found = proceed.findings();
                case StepResult.Halt halt -> {
                    return halt.findings();
                }
            }
        }
        return found;
    }

    /** The fleet as the cache shows it, less the pods that we have told to go. */
    private static Fleet fleet(Pass pass) {
        Fleet cached = pass.children().fleet();
        Set<String> there = cached.pods().stream().map(WorkerPod::uid).collect(Collectors.toSet());
        pass.memory().deleted.retainAll(there);
        return cached.terminating(pass.memory().deleted);
    }

    /** Time alone changes decisions: windows end, ages grow. */
    private static Duration pause(Pass pass) {
        Duration part = pass.spec().workers().scaleDownAfter().dividedBy(4);
        Duration least = Duration.ofSeconds(1);
        if (part.compareTo(least) < 0) {
            return least;
        }
        return part.compareTo(LONGEST_PAUSE) < 0 ? part : LONGEST_PAUSE;
    }

    private void forget(ServiceIdentity service) {
        sampler.forget(service);
        memories.forget(service);
        tools.upgrades().leave(service);
    }
}
