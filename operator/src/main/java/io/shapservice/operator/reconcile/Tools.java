package io.shapservice.operator.reconcile;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.shapservice.operator.apply.Applier;
import io.shapservice.operator.events.EventRecorder;
import io.shapservice.operator.manifest.Installation;
import io.shapservice.operator.metrics.OperatorMetrics;
import io.shapservice.operator.pods.PodWriter;
import java.util.random.RandomGenerator;

/** What steps act with; the same for every pass. */
record Tools(
        KubernetesClient client,
        Installation installation,
        Applier applier,
        PodWriter pods,
        EventRecorder events,
        OperatorMetrics metrics,
        Upgrades upgrades,
        RandomGenerator random) {}
