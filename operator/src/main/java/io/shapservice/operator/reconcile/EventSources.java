package io.shapservice.operator.reconcile;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.shapservice.crds.ShapService;
import io.shapservice.operator.manifest.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What wakes a pass: a change of any child, and news of a sample. No Secret is watched. */
final class EventSources {
    private static final List<Class<? extends HasMetadata>> CHILDREN = List.of(
            Pod.class,
            Deployment.class,
            ReplicaSet.class,
            StatefulSet.class,
            Service.class,
            ConfigMap.class,
            ServiceAccount.class,
            PodDisruptionBudget.class,
            NetworkPolicy.class);

    private EventSources() {}

    static List<EventSource<?, ShapService>> all(EventSourceContext<ShapService> context, SampleNews news) {
        List<EventSource<?, ShapService>> sources = new ArrayList<>();
        CHILDREN.forEach(type -> sources.add(informer(type, context)));
        sources.add(news);
        return sources;
    }

    private static <R extends HasMetadata> EventSource<R, ShapService> informer(
            Class<R> type, EventSourceContext<ShapService> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(type, ShapService.class)
                        .withLabelSelector(Labels.SELECTOR)
                        .withSecondaryToPrimaryMapper(EventSources::service)
                        .build(),
                context);
    }

    private static Set<ResourceID> service(HasMetadata child) {
        return Stream.of(child)
                .flatMap(c -> Labels.value(c, Labels.INSTANCE).stream())
                .map(name -> new ResourceID(name, child.getMetadata().getNamespace()))
                .collect(Collectors.toSet());
    }
}
