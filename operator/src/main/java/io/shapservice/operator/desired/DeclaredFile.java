package io.shapservice.operator.desired;

import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.shapservice.crds.spec.ConfigMapSource;
import io.shapservice.crds.spec.ModelSource;
import io.shapservice.crds.spec.VolumeSource;
import java.util.Optional;

/**
 * A file that a resource declares for a model, and where it is inside the API pods.
 *
 * @param kind what it is to the model: one word
 */
record DeclaredFile(String kind, String model, ModelSource source) {
    /** Relative to the folder of the configuration, except one that the resource gives as a path of the pod. */
    String path() {
        ConfigMapSource configMap = source.configMap();
        VolumeSource claim = source.persistentVolumeClaim();
        if (configMap != null) {
            return folder() + "/" + configMap.key();
        }
        if (claim != null) {
            return folder() + "/" + claim.path();
        }
        String path = source.path();
        return path == null ? "" : path;
    }

    /** Empty for a path, which lies on a volume that somebody else mounts. */
    Optional<Volume> volume() {
        VolumeBuilder volume = new VolumeBuilder().withName(volumeName());
        ConfigMapSource configMap = source.configMap();
        VolumeSource claim = source.persistentVolumeClaim();
        if (configMap != null) {
            return Optional.of(volume.withNewConfigMap()
                    .withName(configMap.name())
                    .addNewItem(configMap.key(), null, configMap.key())
                    .endConfigMap()
                    .build());
        }
        if (claim != null) {
            return Optional.of(
                    volume.withNewPersistentVolumeClaim(claim.claimName(), true).build());
        }
        return Optional.empty();
    }

    Optional<VolumeMount> mount() {
        return volume().map(volume -> new VolumeMountBuilder()
                .withName(volume.getName())
                .withMountPath(ModelFiles.CONFIG_FOLDER + "/" + folder())
                .withReadOnly(true)
                .build());
    }

    private String folder() {
        return kind + "s/" + model;
    }

    private String volumeName() {
        return kind + "-" + model;
    }
}
