package io.shapservice.local.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;

/** The controllers behind one door: they are told what has changed, and work out whose concern it is. */
public final class Workloads implements AutoCloseable {
    private static final String DEPLOYMENT = "Deployment";
    private static final String REPLICA_SET = "ReplicaSet";
    private static final String STATEFUL_SET = "StatefulSet";

    private final Deployments deployments;
    private final ReplicaSets replicaSets;
    private final StatefulSets statefulSets;
    private final ControlLoop loop;

    public Workloads(KubernetesClient client, Clock clock) {
        this.deployments = new Deployments(client, clock);
        this.replicaSets = new ReplicaSets(client);
        this.statefulSets = new StatefulSets(client);
        this.loop = new ControlLoop(this::reconcile);
    }

    /** An object is new, has changed or is gone: it and its controller are looked at. */
    public void changed(HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        enqueue(object.getKind(), namespace, object.getMetadata().getName());
        OwnedPods.controller(object).ifPresent(owner -> enqueue(owner.getKind(), namespace, owner.getName()));
    }

    private void enqueue(String kind, String namespace, String name) {
        if (kind.equals(DEPLOYMENT) || kind.equals(REPLICA_SET) || kind.equals(STATEFUL_SET)) {
            loop.enqueue(new WorkloadKey(kind, namespace, name));
        }
    }

    private void reconcile(WorkloadKey key) {
        switch (key.kind()) {
            case DEPLOYMENT -> deployments.reconcile(key);
            case REPLICA_SET -> replicaSets.reconcile(key);
            default -> statefulSets.reconcile(key);
        }
    }

    @Override
    public void close() {
        loop.close();
    }
}
