package io.shapservice.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.shapservice.crds.effective.EffectiveSpec;
import io.shapservice.crds.spec.ShapServiceSpec;
import io.shapservice.operator.manifest.Images;
import io.shapservice.operator.manifest.Installation;
import io.shapservice.operator.manifest.ServiceIdentity;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PodOverridesTest {
    private static final String TEMPLATE = """
            labels: {team: risk, app.kubernetes.io/component: other}
            annotations: {note: hello}
            resources: {requests: {cpu: "1"}, limits: {cpu: "2", ephemeral-storage: 1Gi}}
            nodeSelector: {disk: ssd}
            tolerations: [{key: spot, operator: Exists, effect: NoSchedule}]
            affinity:
              nodeAffinity:
                requiredDuringSchedulingIgnoredDuringExecution:
                  nodeSelectorTerms: [{matchExpressions: [{key: arch, operator: In, values: [amd64]}]}]
              podAntiAffinity:
                preferredDuringSchedulingIgnoredDuringExecution:
                - {weight: 5, podAffinityTerm: {topologyKey: zone, labelSelector: {matchLabels: {a: b}}}}
            topologySpread: [{topologyKey: zone, maxSkew: 2, whenUnsatisfiable: DoNotSchedule}]
            imagePullSecrets: [{name: registry}]
            priorityClassName: high
            volumes:
            - {name: store, mountPath: /models/store, persistentVolumeClaim: {claimName: models}}
            - {name: small, mountPath: /models/small, configMap: {name: small}}
            """;

    @Test
    void everythingThatIsAllowedReachesTheWorkersAndNothingOfTheOperatorsIsLost() throws IOException {
        Pod pod = state("workers:\n  podTemplate:\n" + TEMPLATE.indent(4))
                .workers()
                .pod(0, 1);

        assertShaped(pod.getSpec());
        assertThat(pod.getMetadata().getLabels())
                .containsEntry("team", "risk")
                .containsEntry("app.kubernetes.io/component", "worker")
                .containsEntry("shapservice.io/ordinal", "0");
        assertThat(pod.getMetadata().getAnnotations())
                .containsEntry("note", "hello")
                .containsKey("shapservice.io/template-hash");
    }

    @Test
    void theSameGoesForTheApi() throws IOException {
        DesiredState state = state("api:\n  podTemplate:\n" + TEMPLATE.indent(4));
        PodTemplateSpec template = api(state).getSpec().getTemplate();

        assertShaped(template.getSpec());
        assertThat(template.getMetadata().getLabels())
                .containsEntry("team", "risk")
                .containsEntry("app.kubernetes.io/component", "api");
        assertThat(template.getMetadata().getAnnotations()).containsEntry("note", "hello");
        assertThat(state.workers().pod(0, 1).getSpec().getNodeSelector()).isNullOrEmpty();
    }

    @Test
    void withoutOverridesAPodAsksForAQuarterOfACpuAndSpreadsOverNodes() throws IOException {
        PodSpec pod = state("{}").workers().pod(0, 1).getSpec();

        assertThat(pod.getContainers().getFirst().getResources().getRequests())
                .containsEntry("cpu", new Quantity("250m"))
                .containsEntry("memory", new Quantity("512Mi"));
        assertThat(pod.getContainers().getFirst().getResources().getLimits()).containsOnlyKeys("memory");
        assertThat(pod.getTopologySpreadConstraints().getFirst().getTopologyKey())
                .isEqualTo("kubernetes.io/hostname");
    }

    @Test
    void aPinnedVersionIsTheTagOfTheProjectsImagesOnly() throws IOException {
        DesiredState state = state("version: 1.2.3");

        assertThat(api(state)
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getImage())
                .isEqualTo("registry:5000/api:1.2.3");
        assertThat(state.workers()
                        .pod(0, 1)
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getImage())
                .isEqualTo("worker:1.2.3");
        assertThat(new Images("a", "b@sha256:00", "r:1").at(Optional.of("7")))
                .isEqualTo(new Images("a:7", "b:7", "r:1"));
    }

    private static void assertShaped(PodSpec pod) {
        assertThat(pod.getNodeSelector()).containsEntry("disk", "ssd");
        assertThat(pod.getTolerations()).containsExactly(new Toleration("NoSchedule", "spot", "Exists", null, null));
        assertThat(pod.getAffinity()
                        .getNodeAffinity()
                        .getRequiredDuringSchedulingIgnoredDuringExecution()
                        .getNodeSelectorTerms()
                        .getFirst()
                        .getMatchExpressions()
                        .getFirst()
                        .getOperator())
                .isEqualTo("In");
        assertThat(pod.getAffinity()
                        .getPodAntiAffinity()
                        .getPreferredDuringSchedulingIgnoredDuringExecution()
                        .getFirst()
                        .getPodAffinityTerm()
                        .getTopologyKey())
                .isEqualTo("zone");
        assertThat(pod.getTopologySpreadConstraints()).singleElement().satisfies(spread -> {
            assertThat(spread.getMaxSkew()).isEqualTo(2);
            assertThat(spread.getWhenUnsatisfiable()).isEqualTo("DoNotSchedule");
            assertThat(spread.getLabelSelector().getMatchLabels())
                    .containsEntry("app.kubernetes.io/instance", "housing");
        });
        assertThat(pod.getImagePullSecrets().getFirst().getName()).isEqualTo("registry");
        assertThat(pod.getPriorityClassName()).isEqualTo("high");
        assertThat(pod.getContainers().getFirst().getVolumeMounts())
                .filteredOn(mount -> mount.getMountPath().startsWith("/models"))
                .hasSize(2)
                .allSatisfy(mount -> {
                    assertThat(mount.getReadOnly()).isTrue();
                    assertThat(pod.getVolumes())
                            .anyMatch(volume -> volume.getName().equals(mount.getName()));
                });
        assertThat(pod.getContainers().getFirst().getResources().getLimits())
                .containsEntry("cpu", new Quantity("2"))
                .containsEntry("ephemeral-storage", new Quantity("1Gi"))
                .containsEntry("memory", new Quantity("512Mi"));
        assertThat(pod.getContainers().getFirst().getResources().getRequests()).containsEntry("cpu", new Quantity("1"));
    }

    private static Deployment api(DesiredState state) {
        return state.manifests().stream()
                .filter(Deployment.class::isInstance)
                .map(Deployment.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static DesiredState state(String yaml) throws IOException {
        ShapServiceSpec spec = new YAMLMapper().readValue(yaml, ShapServiceSpec.class);
        return DesiredState.of(
                new ServiceIdentity("ns", "housing", "uid-1"),
                EffectiveSpec.of(spec),
                new Installation(
                        new Images("registry:5000/api:0.1", "worker:0.1@sha256:12", "redis:1"), Optional.empty()));
    }
}
