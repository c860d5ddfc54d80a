package io.shapservice.operator.desired;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.shapservice.crds.effective.EffectiveSpec;
import io.shapservice.crds.spec.ConfigMapSource;
import io.shapservice.crds.spec.ModelSource;
import io.shapservice.crds.spec.ModelSpec;
import io.shapservice.crds.spec.VolumeSource;
import io.shapservice.protocol.service.ServiceConfig;
import io.shapservice.protocol.service.ServiceConfig.ModelEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the models of a service are inside its API pods, and the file that says so. */
final class ModelFiles {
    static final String CONFIG_FOLDER = "/etc/shap";
    static final String CONFIG_FILE = "service.json";

    private static final String MODELS = "models/";

    private ModelFiles() {}

    static String serviceConfig(EffectiveSpec spec) {
        List<ModelEntry> models = spec.models().stream()
                .map(model -> new ModelEntry(model.name(), path(model), model.sha256()))
                .toList();
        try {
            return new JsonMapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(new ServiceConfig(ServiceConfig.SCHEMA_VERSION, spec.batchSize(), models));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a service's configuration is always JSON", e);
        }
    }

    static List<Volume> volumes(EffectiveSpec spec) {
        List<Volume> volumes = new ArrayList<>();
        spec.models().forEach(model -> volume(model).ifPresent(volumes::add));
        return volumes;
    }

    static List<VolumeMount> mounts(EffectiveSpec spec) {
        return spec.models().stream()
                .filter(model -> model.source().path() == null)
                .map(model -> new VolumeMountBuilder()
                        .withName(volumeName(model))
                        .withMountPath(CONFIG_FOLDER + "/" + MODELS + model.name())
                        .withReadOnly(true)
                        .build())
                .toList();
    }

    private static Optional<Volume> volume(ModelSpec model) {
        VolumeBuilder volume = new VolumeBuilder().withName(volumeName(model));
        ConfigMapSource configMap = model.source().configMap();
        VolumeSource claim = model.source().persistentVolumeClaim();
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

    private static String path(ModelSpec model) {
        ModelSource source = model.source();
        ConfigMapSource configMap = source.configMap();
        VolumeSource claim = source.persistentVolumeClaim();
        if (configMap != null) {
            return MODELS + model.name() + "/" + configMap.key();
        }
        if (claim != null) {
            return MODELS + model.name() + "/" + claim.path();
        }
        String path = source.path();
        return path == null ? "" : path;
    }

    private static String volumeName(ModelSpec model) {
        return "model-" + model.name();
    }
}
