package io.shapservice.operator.desired;

import static io.shapservice.protocol.env.EnvironmentVariable.MEMORY_LIMIT_MB;
import static io.shapservice.protocol.env.EnvironmentVariable.POD_IP;
import static io.shapservice.protocol.env.EnvironmentVariable.POD_NAME;
import static io.shapservice.protocol.env.EnvironmentVariable.POD_UID;
import static io.shapservice.protocol.env.EnvironmentVariable.RESULTS_TTL;
import static io.shapservice.protocol.env.EnvironmentVariable.SHAP_CONFIG_FILE;
import static io.shapservice.protocol.env.EnvironmentVariable.SHAP_SERVICE;
import static io.shapservice.protocol.env.EnvironmentVariable.STUCK_AFTER;
import static io.shapservice.protocol.env.EnvironmentVariable.TERMINATION_GRACE_SECONDS;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.shapservice.crds.effective.EffectivePod;
import io.shapservice.crds.effective.EffectiveSpec;
import io.shapservice.crds.quantity.MemorySize;
import io.shapservice.operator.manifest.Component;
import io.shapservice.operator.manifest.Labels;
import io.shapservice.operator.manifest.Restricted;
import io.shapservice.operator.manifest.ServiceIdentity;
import io.shapservice.operator.redis.RedisConnection;
import io.shapservice.protocol.env.EnvironmentVariable;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the pods of API and worker have in common. */
record ProcessPod(ServiceIdentity service, EffectiveSpec spec, Component component, MemorySize memory) {
    static final long GRACE_SECONDS = 30;
    static final String MANAGEMENT = "management";
    /** docs/kernel.md says why. */
    private static final String LANE_LOOPS =
            "-XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockDiagnosticVMOptions -XX:SuperWordAutomaticAlignment=0";

    private static final String CONFIG = "config";
    private static final String SCRATCH = "tmp";

    /** A pod without containers: identity, security, placement, and the volumes that both have. */
    PodSpecBuilder pod() {
        PodSpecBuilder pod = new PodSpecBuilder()
                .withServiceAccountName(service.name())
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(GRACE_SECONDS)
                .withSecurityContext(Restricted.pod())
                .addNewVolume()
                .withName(CONFIG)
                .withNewConfigMap()
                .withName(service.config())
                .endConfigMap()
                .endVolume()
                .addNewVolume()
                .withName(SCRATCH)
                .withNewEmptyDir()
                .endEmptyDir()
                .endVolume()
                .addAllToVolumes(RedisConnection.of(service, spec.redis()).volumes());
        return overrides().into(pod);
    }

    PodOverrides overrides() {
        EffectivePod asked =
                component == Component.API ? spec.api().pod() : spec.workers().pod();
        return new PodOverrides(asked, Labels.selector(service, component));
    }

    List<EnvVar> environment() {
        List<EnvVar> variables = new ArrayList<>();
        variables.add(fromField(POD_IP, "status.podIP"));
        variables.add(fromField(POD_NAME, "metadata.name"));
        variables.add(fromField(POD_UID, "metadata.uid"));
        variables.add(variable(SHAP_SERVICE, service.name()));
        variables.add(variable(SHAP_CONFIG_FILE, ModelFiles.CONFIG_FOLDER + "/" + ModelFiles.CONFIG_FILE));
        variables.add(variable(MEMORY_LIMIT_MB, Long.toString(memory.mebibytes())));
        variables.add(variable(STUCK_AFTER, seconds(spec.workers().stuckAfter())));
        variables.add(variable(RESULTS_TTL, seconds(spec.resultsTtl())));
        variables.add(variable(TERMINATION_GRACE_SECONDS, Long.toString(GRACE_SECONDS)));
        variables.addAll(RedisConnection.of(service, spec.redis()).environment());
        variables.add(new EnvVar("JAVA_TOOL_OPTIONS", JvmMemory.within(memory).toolOptions() + " " + LANE_LOOPS, null));
        return variables;
    }

    List<VolumeMount> mounts() {
        List<VolumeMount> mounts = new ArrayList<>();
        mounts.add(new VolumeMountBuilder()
                .withName(CONFIG)
                .withMountPath(ModelFiles.CONFIG_FOLDER)
                .withReadOnly(true)
                .build());
        mounts.add(
                new VolumeMountBuilder().withName(SCRATCH).withMountPath("/tmp").build());
        mounts.addAll(RedisConnection.of(service, spec.redis()).mounts());
        return mounts;
    }

    ResourceRequirements resources() {
        return overrides().resources(memory);
    }

    ProbeBuilder probe(String path, int periodSeconds, int failures) {
        return new ProbeBuilder()
                .withNewHttpGet()
                .withPath(path)
                .withPort(new IntOrString(MANAGEMENT))
                .endHttpGet()
                .withPeriodSeconds(periodSeconds)
                .withTimeoutSeconds(Math.min(5, periodSeconds))
                .withFailureThreshold(failures);
    }

    static EnvVar variable(EnvironmentVariable name, String value) {
        return new EnvVar(name.name(), value, null);
    }

    private static EnvVar fromField(EnvironmentVariable name, String path) {
        return new EnvVarBuilder()
                .withName(name.name())
                .withNewValueFrom()
                .withNewFieldRef()
                .withFieldPath(path)
                .endFieldRef()
                .endValueFrom()
                .build();
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString();
    }
}
