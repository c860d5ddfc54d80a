package io.shapservice.local.volume;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Reads ConfigMaps and Secrets of one namespace. */
public record ConfigSource(KubernetesClient client, String namespace) {

    /** The entries of a ConfigMap, text and binary; empty when there is none of that name. */
    public Optional<Map<String, byte[]>> configMap(String name) {
        return Optional.ofNullable(client.configMaps()
                        .inNamespace(namespace)
                        .withName(name)
                        .get())
                .map(ConfigSource::entries);
    }

    /** The entries of a Secret; empty when there is none of that name. */
    public Optional<Map<String, byte[]>> secret(String name) {
        return Optional.ofNullable(
                        client.secrets().inNamespace(namespace).withName(name).get())
                .map(ConfigSource::entries);
    }

    private static Map<String, byte[]> entries(ConfigMap map) {
        Map<String, byte[]> entries = new TreeMap<>();
        Objects.requireNonNullElse(map.getData(), Map.<String, String>of())
                .forEach((key, value) -> entries.put(key, value.getBytes(StandardCharsets.UTF_8)));
        Objects.requireNonNullElse(map.getBinaryData(), Map.<String, String>of())
                .forEach((key, value) -> entries.put(key, Base64.getDecoder().decode(value)));
        return entries;
    }

    private static Map<String, byte[]> entries(Secret secret) {
        Map<String, byte[]> entries = new TreeMap<>();
        Objects.requireNonNullElse(secret.getData(), Map.<String, String>of())
                .forEach((key, value) -> entries.put(key, Base64.getDecoder().decode(value)));
        Objects.requireNonNullElse(secret.getStringData(), Map.<String, String>of())
                .forEach((key, value) -> entries.put(key, value.getBytes(StandardCharsets.UTF_8)));
        return entries;
    }

    /** The named entries under their paths; all under their own names when none is named. */
    static Map<String, byte[]> select(Map<String, byte[]> entries, List<KeyToPath> items, String owner)
            throws NotYetException {
        if (items.isEmpty()) {
            return entries;
        }
        Map<String, byte[]> selected = new TreeMap<>();
        for (KeyToPath item : items) {
            byte[] entry = entries.get(item.getKey());
            if (entry == null) {
                throw new NotYetException(
                        "ContainerCreating", owner + " has no key " + item.getKey() + ", which a volume names");
            }
            selected.put(item.getPath(), entry);
        }
        return selected;
    }
}
