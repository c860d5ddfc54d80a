package io.shapservice.protocol.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a service serves: the operator writes it as JSON into a ConfigMap, API and workers read it from
 * {@link io.shapservice.protocol.env.EnvironmentVariable#SHAP_CONFIG_FILE}. Unknown fields are tolerated.
 *
 * @param batchSize rows in a batch of a new job
 * @param models the declared models, names unique
 */
public record ServiceConfig(int schemaVersion, int batchSize, List<ModelEntry> models) {
    public static final int SCHEMA_VERSION = 1;

    public ServiceConfig {
        models = List.copyOf(models);
    }

    /**
     * @param path file of the model inside the pod
     * @param sha256 expected digest of the file, 64 hexadecimal digits; null when the resource states none
     * @param background null when the resource states none
     */
    public record ModelEntry(
            String name,
            String path,
            @Nullable String sha256,
            @Nullable BackgroundEntry background) {
        /** Without background rows. */
        public ModelEntry(String name, String path, @Nullable String sha256) {
            this(name, path, sha256, null);
        }
    }

    /**
     * @param path file of the rows inside the pod: npy, CSV with a header, or JSON
     * @param rows how many of them are used at most
     */
    public record BackgroundEntry(String path, int rows) {}
}
