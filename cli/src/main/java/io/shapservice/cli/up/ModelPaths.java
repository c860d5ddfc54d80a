package io.shapservice.cli.up;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code source.path} of models and of their backgrounds in a ShapService that nothing has checked yet. */
final class ModelPaths {
    private ModelPaths() {}

    static void makeAbsolute(Map<String, Object> resource, Path folder) {
        if (resource.get("spec") instanceof Map<?, ?> spec && spec.get("models") instanceof List<?> models) {
            for (var model : models) {
                if (model instanceof Map<?, ?> fields) {
                    makeAbsolute(fields.get("source"), folder);
                    if (fields.get("background") instanceof Map<?, ?> background) {
                        makeAbsolute(background.get("source"), folder);
                    }
                }
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static void makeAbsolute(@Nullable Object source, Path folder) {
        if (source instanceof Map<?, ?> fields && fields.get("path") instanceof String path) {
            ((Map<String, Object>) fields)
                    .put("path", folder.resolve(path).normalize().toString());
        }
    }
}
