package io.shapservice.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.shapservice.crds.ShapService;
import io.shapservice.operator.manifest.Component;
import io.shapservice.operator.manifest.Labels;
import io.shapservice.operator.manifest.ServiceIdentity;
import io.shapservice.operator.pods.Fleet;
import io.shapservice.operator.pods.PodTrouble;
import io.shapservice.operator.pods.WorkerPod;
import io.shapservice.operator.sampling.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What there is of one service, from the caches. Labels only find candidates; what counts is the chain of owner UIDs, so that
 * nobody becomes part of a service by giving a pod its labels.
 */
record Children(ServiceIdentity service, Context<ShapService> context) {

    /** The owned object of this manifest's kind and name. By name, because what is indexed by owner may lag behind at start. */
    Optional<? extends HasMetadata> like(HasMetadata manifest) {
        return like(manifest, manifest.getClass());
    }

    private <T extends HasMetadata> Optional<T> like(HasMetadata manifest, Class<T> type) {
        InformerEventSource<T, ShapService> cache = (InformerEventSource<T, ShapService>)
                context.eventSourceRetriever().getEventSourceFor(type);
        return cache.get(ResourceID.fromResource(manifest)).filter(service::owns);
    }

    Fleet fleet() {
        return new Fleet(
                workerPods().map(WorkerPod::of).flatMap(Optional::stream).toList());
    }

    int apiReady() {
        return (int) apiPods().filter(Children::ready).count();
    }

    List<PodTrouble> apiTroubles() {
        return apiPods()
                .filter(pod -> !ready(pod))
                .map(PodTrouble::of)
                .flatMap(Optional::stream)
                .toList();
    }

    Optional<PodTrouble> redisTrouble() {
        return podsOf(StatefulSet.class)
                .filter(pod -> Labels.isA(pod, Component.REDIS))
                .map(PodTrouble::of)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The pods that can be asked for a sample, Ready or not. */
    List<Target> targets() {
        List<Target> targets = new ArrayList<>();
        apiPods().forEach(pod -> target(pod, true).ifPresent(targets::add));
        workerPods().forEach(pod -> target(pod, false).ifPresent(targets::add));
        return targets;
    }

    private Stream<Pod> workerPods() {
        return context.getSecondaryResourcesAsStream(Pod.class)
                .filter(pod -> Labels.isA(pod, Component.WORKER) && service.owns(pod));
    }

    private Stream<Pod> podsOf(Class<? extends HasMetadata> owner) {
        Set<String> owners = context.getSecondaryResourcesAsStream(owner)
                .filter(service::owns)
                .map(live -> live.getMetadata().getUid())
                .collect(Collectors.toSet());
        return context.getSecondaryResourcesAsStream(Pod.class)
                .filter(pod -> owners.stream().anyMatch(uid -> ServiceIdentity.controlledBy(pod, uid)));
    }

    private Stream<Pod> apiPods() {
        Set<String> owners = context.getSecondaryResourcesAsStream(Deployment.class)
                .filter(service::owns)
                .map(deployment -> deployment.getMetadata().getUid())
                .collect(Collectors.toSet());
        Set<String> sets = context.getSecondaryResourcesAsStream(ReplicaSet.class)
                .filter(set -> owners.stream().anyMatch(uid -> ServiceIdentity.controlledBy(set, uid)))
                .map(set -> set.getMetadata().getUid())
                .collect(Collectors.toSet());
        owners.addAll(sets);
        return context.getSecondaryResourcesAsStream(Pod.class)
                .filter(pod -> owners.stream().anyMatch(uid -> ServiceIdentity.controlledBy(pod, uid)));
    }

    private static Optional<Target> target(Pod pod, boolean api) {
        if (pod.getStatus() == null
                || pod.getStatus().getPodIP() == null
                || !"Running".equals(pod.getStatus().getPhase())) {
            return Optional.empty();
        }
        return Optional.of(new Target(
                pod.getMetadata().getName(),
                pod.getMetadata().getUid(),
                pod.getStatus().getPodIP(),
                api));
    }

    private static boolean ready(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() == null
                && pod.getStatus() != null
                && pod.getStatus().getConditions().stream()
                        .anyMatch(c -> "Ready".equals(c.getType()) && "True".equals(c.getStatus()));
    }
}
