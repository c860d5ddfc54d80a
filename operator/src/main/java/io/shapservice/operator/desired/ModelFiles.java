package io.shapservice.operator.desired;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.shapservice.crds.effective.EffectiveSpec;
import io.shapservice.crds.spec.Defaults;
import io.shapservice.crds.spec.ModelBackground;
import io.shapservice.crds.spec.ModelSpec;
import io.shapservice.protocol.service.ServiceConfig;
import io.shapservice.protocol.service.ServiceConfig.BackgroundEntry;
import io.shapservice.protocol.service.ServiceConfig.ModelEntry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the models of a service and their backgrounds are inside its API pods, and the file that says so. */
final class ModelFiles {
    static final String CONFIG_FOLDER = "/etc/shap";
    static final String CONFIG_FILE = "service.json";

    private static final String MODEL = "model";
    private static final String BACKGROUND = "background";

    private ModelFiles() {}

    static String serviceConfig(EffectiveSpec spec) {
        List<ModelEntry> models = spec.models().stream().map(ModelFiles::entry).toList();
        try {
            return new JsonMapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(new ServiceConfig(ServiceConfig.SCHEMA_VERSION, spec.batchSize(), models));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a service's configuration is always JSON", e);
        }
    }

    static List<Volume> volumes(EffectiveSpec spec) {
        return files(spec).flatMap(file -> file.volume().stream()).toList();
    }

    static List<VolumeMount> mounts(EffectiveSpec spec) {
        return files(spec).flatMap(file -> file.mount().stream()).toList();
    }

    private static Stream<DeclaredFile> files(EffectiveSpec spec) {
        return spec.models().stream()
                .flatMap(model -> Stream.concat(Stream.of(model(model)), background(model).stream()));
    }

    private static ModelEntry entry(ModelSpec model) {
        return new ModelEntry(
                model.name(),
                model(model).path(),
                model.sha256(),
                Optional.ofNullable(model.background())
                        .map(rows -> background(model.name(), rows))
                        .orElse(null));
    }

    private static BackgroundEntry background(String model, ModelBackground background) {
        return new BackgroundEntry(
                new DeclaredFile(BACKGROUND, model, background.source()).path(),
                requireNonNullElse(background.rows(), Integer.valueOf(Defaults.BACKGROUND_ROWS)));
    }

    private static DeclaredFile model(ModelSpec model) {
        return new DeclaredFile(MODEL, model.name(), model.source());
    }

    private static Optional<DeclaredFile> background(ModelSpec model) {
        return Optional.ofNullable(model.background())
                .map(background -> new DeclaredFile(BACKGROUND, model.name(), background.source()));
    }
}
