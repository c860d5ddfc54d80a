package io.shapservice.operator.manifest;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.shapservice.protocol.env.EnvironmentVariable;

/**
 * One key of a Secret as a file in a pod.
 *
 * @param volume its name
 * @param folder where it is mounted
 * @param file in that folder
 * @param variable that tells the process where the file is
 */
public record MountedSecret(String volume, String folder, String file, EnvironmentVariable variable) {
    public EnvVar environment() {
        return new EnvVar(variable.name(), folder + "/" + file, null);
    }

    public Volume volume(String secret, String key) {
        return new VolumeBuilder()
                .withName(volume)
                .withNewSecret()
                .withSecretName(secret)
                .addNewItem(key, null, file)
                .endSecret()
                .build();
    }

    public VolumeMount mount() {
        return new VolumeMountBuilder()
                .withName(volume)
                .withMountPath(folder)
                .withReadOnly(true)
                .build();
    }
}
