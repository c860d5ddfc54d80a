package io.shapservice.local.operator;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plays controllers and kubelet without any process: pods run and are Ready at once, and go when they are told to. */
final class PlayedNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PlayedNode.class);

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final KubernetesClient client;
    private final String namespace;
    private final String apiAddress;
    private final Thread thread;

    PlayedNode(KubernetesClient client, String namespace, String apiAddress) {
        this.client = client;
        this.namespace = namespace;
        this.apiAddress = apiAddress;
        this.thread = Thread.ofVirtual().name("node").start(this::run);
    }

    private void run() {
        try {
            do {
                play();
            } while (!stopped.await(50, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void play() {
        try {
            client.apps().deployments().inNamespace(namespace).list().getItems().forEach(this::apiPod);
            client.pods().inNamespace(namespace).list().getItems().forEach(this::carryOut);
        } catch (KubernetesClientException e) {
            LOG.debug("somebody else was first, or the control plane is closing; the next round sees what there is", e);
        }
    }

    private void apiPod(Deployment deployment) {
        String name = deployment.getMetadata().getName() + "-0";
        if (client.pods().inNamespace(namespace).withName(name).get() != null) {
            return;
        }
        Pod pod = new PodBuilder()
                .withMetadata(deployment.getSpec().getTemplate().getMetadata())
                .editMetadata()
                .withName(name)
                .withNamespace(namespace)
                .addNewOwnerReference()
                .withApiVersion("apps/v1")
                .withKind("Deployment")
                .withName(deployment.getMetadata().getName())
                .withUid(deployment.getMetadata().getUid())
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .withSpec(deployment.getSpec().getTemplate().getSpec())
                .build();
        client.resource(pod).create();
    }

    private void carryOut(Pod pod) {
        var resource =
                client.pods().inNamespace(namespace).withName(pod.getMetadata().getName());
        if (pod.getMetadata().getDeletionTimestamp() != null) {
            resource.withGracePeriod(0).delete();
        } else if (pod.getStatus() == null || pod.getStatus().getPodIP() == null) {
            boolean api = pod.getSpec().getContainers().getFirst().getName().equals("api");
            // Workers get an address where nobody listens: only the API answers.
            String address = api ? apiAddress : "127.9.9.9";
            resource.editStatus(p -> new PodBuilder(p)
                    .editOrNewStatus()
                    .withPhase("Running")
                    .withPodIP(address)
                    .addToConditions(new PodConditionBuilder()
                            .withType("Ready")
                            .withStatus("True")
                            .withLastTransitionTime(Instant.now().toString())
                            .build())
                    .endStatus()
                    .build());
        }
    }

    @Override
    public void close() {
        stopped.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
