package io.shapservice.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.shapservice.crds.effective.EffectiveSpec;
import io.shapservice.crds.spec.ShapServiceSpec;
import io.shapservice.operator.manifest.Images;
import io.shapservice.operator.manifest.Installation;
import io.shapservice.operator.manifest.ServiceIdentity;
import io.shapservice.protocol.env.EnvironmentVariable;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DesiredStateTest {
    private static final ServiceIdentity SERVICE = new ServiceIdentity("ns", "housing", "uid-1");
    private static final Installation INSTALLATION =
            new Installation(new Images("api:1", "worker:1", "redis:1"), Optional.of("operators"));

    @Test
    void everyChildBelongsToTheResourceAndCarriesItsLabels() throws IOException {
        DesiredState state = state("{}");

        assertThat(Stream.concat(
                        state.manifests().stream(), Stream.of(state.workers().pod(0, 1))))
                .isNotEmpty()
                .allSatisfy(child -> {
                    assertThat(SERVICE.owns(child)).isTrue();
                    assertThat(child.getMetadata().getLabels())
                            .containsEntry("app.kubernetes.io/name", "shap-service")
                            .containsEntry("app.kubernetes.io/instance", "housing")
                            .containsEntry("app.kubernetes.io/managed-by", "shap-operator");
                });
    }

    @Test
    void everyPodIsRestrictedAndHasNoToken() throws IOException {
        assertThat(podSpecs(state("{}"))).hasSize(3).allSatisfy(pod -> {
            assertThat(pod.getAutomountServiceAccountToken()).isFalse();
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            assertThat(pod.getContainers()).allSatisfy(container -> {
                assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                        .isFalse();
                assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                        .isTrue();
                assertThat(container.getSecurityContext().getCapabilities().getDrop())
                        .containsExactly("ALL");
                assertThat(container.getResources().getLimits()).containsKey("memory");
            });
        });
    }

    @Test
    void theEnvironmentHasOnlyNamesThatProcessesKnowAndNoPassword() throws IOException {
        Set<String> known =
                Arrays.stream(EnvironmentVariable.values()).map(Enum::name).collect(Collectors.toSet());
        known.add("JAVA_TOOL_OPTIONS");

        assertThat(worker(state("{}")).getEnv())
                .extracting(EnvVar::getName)
                .isSubsetOf(known)
                .contains("POD_NAME", "POD_UID", "POD_IP");
        assertThat(environment(worker(state("{}"))))
                .containsEntry("REDIS_URL", "redis://housing-redis.ns.svc:6379")
                .containsEntry("REDIS_PASSWORD_FILE", "/etc/shap-redis/password")
                .containsEntry("REDIS_TIMEOUT", "5")
                .containsEntry("REDIS_SOCKET_KEEPALIVE", "true")
                .containsEntry("REDIS_CONNECTION_POOL_SIZE", "10")
                .containsEntry("MEMORY_THRESHOLD_MB", "475")
                .containsEntry("MEMORY_LIMIT_MB", "512")
                .containsEntry("AGGRESSIVE_MEMORY_MANAGEMENT", "false")
                .containsEntry("STUCK_AFTER", "60")
                .containsEntry("RESULTS_TTL", "86400")
                .containsEntry("SHAP_CONFIG_FILE", "/etc/shap/service.json");
    }

    @Test
    void anExternalRedisIsReachedAsTheResourceSaysAndNoneIsRun() throws IOException {
        DesiredState state = state(
                "redis: {timeout: 250ms, external: {url: 'rediss://r:6380/1', username: shap, passwordSecretRef: {name: s, key: k}}}");

        assertThat(state.manifests()).noneMatch(StatefulSet.class::isInstance);
        assertThat(environment(worker(state)))
                .containsEntry("REDIS_URL", "rediss://r:6380/1")
                .containsEntry("REDIS_USERNAME", "shap")
                .containsEntry("REDIS_TIMEOUT", "0.25");
        assertThat(podSpecs(state).getFirst().getVolumes()).anySatisfy(volume -> {
            assertThat(volume.getSecret()).isNotNull();
            assertThat(volume.getSecret().getSecretName()).isEqualTo("s");
            assertThat(volume.getSecret().getItems().getFirst().getKey()).isEqualTo("k");
        });
    }

    @Test
    void sentinelsAndAnAuthorityReachTheProcessesByNameAndByFile() throws IOException {
        DesiredState state = state(
                "redis: {external: {url: 'rediss://s1,s2', topology: Sentinel, sentinelMaster: m, caSecretRef: {name: c},"
                        + " sentinelPasswordSecretRef: {name: s}}}");

        assertThat(environment(worker(state)))
                .containsEntry("REDIS_URL", "rediss://s1,s2")
                .containsEntry("REDIS_TOPOLOGY", "Sentinel")
                .containsEntry("REDIS_SENTINEL_MASTER", "m")
                .containsEntry("REDIS_SENTINEL_PASSWORD_FILE", "/etc/shap-redis-sentinel/password")
                .containsEntry("REDIS_CA_FILE", "/etc/shap-redis-ca/ca.crt")
                .doesNotContainKey("REDIS_PASSWORD_FILE");
        assertThat(podSpecs(state).getFirst().getVolumes())
                .filteredOn(volume -> volume.getSecret() != null)
                .extracting(volume -> volume.getSecret().getItems().getFirst().getKey())
                .containsExactlyInAnyOrder("password", "ca.crt");
        assertThat(worker(state).getVolumeMounts())
                .extracting(VolumeMount::getMountPath)
                .contains("/etc/shap-redis-sentinel", "/etc/shap-redis-ca");
    }

    @Test
    void modelsAreMountedInTheApiAndNamedInItsConfiguration() throws IOException {
        DesiredState state = state("""
                models:
                - {name: a, source: {configMap: {name: cm, key: a.json}}}
                - {name: b, source: {path: /models/b.ubj}, sha256: %s}
                - {name: c, source: {persistentVolumeClaim: {claimName: pvc, path: x/c.json}}}
                """.formatted("0".repeat(64)));

        String config = manifest(state, ConfigMap.class).getData().get("service.json");
        assertThat(config)
                .contains("\"models/a/a.json\"", "\"/models/b.ubj\"", "\"models/c/x/c.json\"", "0".repeat(64));
        assertThat(api(state).getVolumeMounts())
                .extracting(mount -> mount.getMountPath())
                .contains("/etc/shap/models/a", "/etc/shap/models/c")
                .doesNotContain("/etc/shap/models/b");
        assertThat(worker(state).getVolumeMounts())
                .extracting(mount -> mount.getMountPath())
                .noneMatch(path -> path.contains("models"));
    }

    @Test
    void aBackgroundIsMountedBesideItsModelAndNamedWithItsRows() throws IOException {
        DesiredState state = state("""
                models:
                - name: a
                  source: {configMap: {name: cm, key: a.json}}
                  background: {source: {configMap: {name: cm, key: rows.csv}}, rows: 7}
                - {name: b, source: {path: /models/b.ubj}, background: {source: {path: /models/b.npy}}}
                """);

        JsonNode models = new JsonMapper()
                .readTree(manifest(state, ConfigMap.class).getData().get("service.json"))
                .path("models");
        assertThat(models.at("/0/background").toString()).isEqualTo("{\"path\":\"backgrounds/a/rows.csv\",\"rows\":7}");
        assertThat(models.at("/1/background").toString()).isEqualTo("{\"path\":\"/models/b.npy\",\"rows\":100}");
        assertThat(api(state).getVolumeMounts())
                .extracting(VolumeMount::getMountPath)
                .contains("/etc/shap/models/a", "/etc/shap/backgrounds/a")
                .doesNotHaveDuplicates();
        assertThat(podSpecs(state))
                .allSatisfy(pod ->
                        assertThat(pod.getVolumes()).extracting(Volume::getName).doesNotHaveDuplicates());
    }

    @Test
    void apiKeysAreMountedIntoTheApiOnly() throws IOException {
        DesiredState state = state("api: {apiKeysSecretRef: {name: callers}}");

        assertThat(environment(api(state))).containsEntry("API_KEYS_FILE", "/etc/shap-api-keys/keys");
        assertThat(podSpecs(state).stream()
                        .flatMap(pod -> pod.getVolumes().stream())
                        .filter(volume -> volume.getName().equals("api-keys")))
                .singleElement()
                .satisfies(volume -> {
                    assertThat(volume.getSecret().getSecretName()).isEqualTo("callers");
                    assertThat(volume.getSecret().getItems().getFirst().getKey())
                            .isEqualTo("keys");
                });
        assertThat(environment(worker(state))).doesNotContainKey("API_KEYS_FILE");
        assertThat(environment(api(state("{}")))).doesNotContainKey("API_KEYS_FILE");
    }

    @Test
    void onlyWhatChangesAPodChangesItsTemplate() throws IOException {
        String hash = state("{}").workers().hash();

        assertThat(state("{batchSize: 7}").workers().hash()).isEqualTo(hash);
        assertThat(state("{models: [{name: a, source: {path: x}}]}").workers().hash())
                .isEqualTo(hash);
        assertThat(state("{workers: {maxReplicas: 5, targetDrain: 5s}}")
                        .workers()
                        .hash())
                .isEqualTo(hash);
        assertThat(state("{api: {replicas: 3}}").workers().hash()).isEqualTo(hash);
        assertThat(state("{memory: {limit: 1Gi}}").workers().hash()).isNotEqualTo(hash);
        assertThat(state("{redis: {managed: {}, poolSize: 3}}").workers().hash())
                .isNotEqualTo(hash);
        assertThat(state("{workers: {stuckAfter: 20s}}").workers().hash()).isNotEqualTo(hash);
    }

    @Test
    void theLivenessProbeFiresOnlyAfterTwiceStuckAfter() throws IOException {
        for (int seconds : List.of(5, 10, 60, 3600)) {
            var probe = worker(state("{workers: {stuckAfter: %ds}}".formatted(seconds)))
                    .getLivenessProbe();

            assertThat(probe.getPeriodSeconds() * probe.getFailureThreshold()).isEqualTo(2 * seconds);
            assertThat(probe.getTerminationGracePeriodSeconds()).isEqualTo(5);
        }
    }

    @Test
    void redisMayFillHalfOfItsMemoryAndKeepsItsPathsInItsArguments() throws IOException {
        StatefulSet redis = manifest(state("redis: {managed: {memory: 300Mi}}"), StatefulSet.class);
        List<String> arguments = redis.getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getArgs();

        assertThat(String.join(" ", arguments))
                .contains("--maxmemory 150mb", "--maxmemory-policy noeviction", "--appendfsync everysec")
                .contains("--dir /data", "--aclfile /etc/redis/users.acl", "--bind $(POD_IP)");
    }

    private static DesiredState state(String yaml) throws IOException {
        ShapServiceSpec spec = new YAMLMapper().readValue(yaml, ShapServiceSpec.class);
        return DesiredState.of(SERVICE, EffectiveSpec.of(spec), INSTALLATION);
    }

    private static List<PodSpec> podSpecs(DesiredState state) {
        Stream<PodSpec> applied = state.manifests().stream().flatMap(manifest -> switch (manifest) {
            case Deployment d -> Stream.of(d.getSpec().getTemplate().getSpec());
            case StatefulSet s -> Stream.of(s.getSpec().getTemplate().getSpec());
            default -> Stream.empty();
        });
        return Stream.concat(Stream.of(state.workers().pod(0, 1).getSpec()), applied)
                .toList();
    }

    private static Container worker(DesiredState state) {
        Pod pod = state.workers().pod(0, 1);
        return pod.getSpec().getContainers().getFirst();
    }

    private static Container api(DesiredState state) {
        return manifest(state, Deployment.class)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst();
    }

    private static <T extends HasMetadata> T manifest(DesiredState state, Class<T> type) {
        return state.manifests().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> environment(Container container) {
        return container.getEnv().stream()
                .filter(variable -> variable.getValue() != null)
                .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
    }
}
