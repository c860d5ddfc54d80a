package io.shapservice.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.shapservice.operator.OperatorSettings.LeaderElection;
import io.shapservice.operator.apply.Applier;
import io.shapservice.operator.reconcile.ShapServiceReconciler;
import io.shapservice.operator.sampling.SampleClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** A running operator: looks after every ShapService of its namespaces until it is closed. */
public final class ShapOperator implements AutoCloseable {
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final Duration RENEW_DEADLINE = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration LAST_PASSES = Duration.ofSeconds(5);

    private final Operator operator;
    private final ShapServiceReconciler reconciler;
    private final AtomicBoolean closing;

    private ShapOperator(Operator operator, ShapServiceReconciler reconciler, AtomicBoolean closing) {
        this.operator = operator;
        this.reconciler = reconciler;
        this.closing = closing;
    }

    /** Starts without metrics; returns when the caches are filled. The client stays the caller's. */
    public static ShapOperator start(KubernetesClient client, OperatorSettings settings) {
        return start(client, settings, new SimpleMeterRegistry());
    }

    /** Starts; returns when the caches are filled. The client stays the caller's. */
    public static ShapOperator start(KubernetesClient client, OperatorSettings settings, MeterRegistry registry) {
        ShapServiceReconciler reconciler = ShapServiceReconciler.create(
                client,
                settings.installation(),
                settings.upgradesAtOnce(),
                new SampleClient(settings.managementPort()),
                settings.sampleWait(),
                registry,
                new SecureRandom(),
                settings.clock());
        AtomicBoolean closing = new AtomicBoolean();
        Operator operator = new Operator(overrider -> configure(overrider, client, settings, closing));
        operator.register(reconciler, controller -> {
            controller.withFieldManager(Applier.FIELD_MANAGER);
            if (settings.namespaces().isEmpty()) {
                controller.watchingAllNamespaces();
            } else {
                controller.settingNamespaces(settings.namespaces());
            }
        });
        operator.start();
        return new ShapOperator(operator, reconciler, closing);
    }

    private static void configure(
            ConfigurationServiceOverrider overrider,
            KubernetesClient client,
            OperatorSettings settings,
            AtomicBoolean closing) {
        overrider
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .checkingCRDAndValidateLocalModel(false)
                // An API server that is away at start is waited for, inside the process.
                .withStopOnInformerErrorDuringStartup(false)
                .withReconciliationTerminationTimeout(LAST_PASSES)
                .withUseSSAToPatchPrimaryResource(true);
        settings.leaderElection()
                .map(election -> election(election, closing))
                .ifPresent(overrider::withLeaderElectionConfiguration);
    }

    /** Take-over within 15 s; a leader that cannot renew for 10 s stops acting by leaving. */
    private static LeaderElectionConfiguration election(LeaderElection election, AtomicBoolean closing) {
        LeaderCallbacks callbacks = new LeaderCallbacks(() -> {}, () -> lost(election, closing), leader -> {});
        return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(election.lease())
                .withLeaseNamespace(election.namespace())
                .withIdentity(election.identity())
                .withLeaseDuration(LEASE)
                .withRenewDeadline(RENEW_DEADLINE)
                .withRetryPeriod(RETRY)
                // The framework's own exit would wait for itself inside a shutdown hook.
                .withExitOnStopLeading(false)
                .withLeaderCallbacks(callbacks)
                .build();
    }

    private static void lost(LeaderElection election, AtomicBoolean closing) {
        if (!closing.get()) {
            election.lost().run();
        }
    }

    /** Whether the informers follow the API server; for a readiness probe. */
    public boolean healthy() {
        return operator.getRuntimeInfo().isStarted()
                && operator.getRuntimeInfo().allEventSourcesAreHealthy();
    }

    @Override
    public void close() {
        closing.set(true);
        operator.stop();
        reconciler.close();
    }
}
