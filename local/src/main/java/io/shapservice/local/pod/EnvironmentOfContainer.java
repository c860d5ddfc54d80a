package io.shapservice.local.pod;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceFieldSelector;
import io.shapservice.local.volume.ConfigSource;
import io.shapservice.local.volume.NotYetException;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The variables of a container as Kubernetes resolves them, before paths and host names are made local. */
record EnvironmentOfContainer(Pod pod, Container container, String podIp, ConfigSource source) {
    private static final Pattern MAP_ENTRY = Pattern.compile("metadata\\.(labels|annotations)\\['([^']+)']");

    Map<String, String> resolve() throws NotYetException {
        Map<String, String> resolved = new LinkedHashMap<>();
        for (EnvFromSource from : container.getEnvFrom()) {
            String prefix = Objects.requireNonNullElse(from.getPrefix(), "");
            all(from).forEach((key, value) -> resolved.put(prefix + key, text(value)));
        }
        for (EnvVar variable : container.getEnv()) {
            if (variable.getValueFrom() == null) {
                String value = Objects.requireNonNullElse(variable.getValue(), "");
                resolved.put(variable.getName(), Expansion.expand(value, resolved));
            } else {
                referenced(variable.getValueFrom()).ifPresent(value -> resolved.put(variable.getName(), value));
            }
        }
        return resolved;
    }

    private Map<String, byte[]> all(EnvFromSource from) throws NotYetException {
        var map = from.getConfigMapRef();
        if (map != null) {
            return present(
                            source.configMap(map.getName()),
                            "configmap \"" + map.getName() + "\"",
                            Boolean.TRUE.equals(map.getOptional()))
                    .orElse(Map.of());
        }
        var secret = from.getSecretRef();
        return present(
                        source.secret(secret.getName()),
                        "secret \"" + secret.getName() + "\"",
                        Boolean.TRUE.equals(secret.getOptional()))
                .orElse(Map.of());
    }

    private Optional<String> referenced(EnvVarSource from) throws NotYetException {
        if (from.getFieldRef() != null) {
            return Optional.of(field(from.getFieldRef().getFieldPath()));
        }
        if (from.getResourceFieldRef() != null) {
            return Optional.of(resource(from.getResourceFieldRef()));
        }
        var secret = from.getSecretKeyRef();
        if (secret != null) {
            String owner = "secret \"" + secret.getName() + "\"";
            boolean optional = Boolean.TRUE.equals(secret.getOptional());
            return key(present(source.secret(secret.getName()), owner, optional), owner, secret.getKey(), optional);
        }
        var map = from.getConfigMapKeyRef();
        String owner = "configmap \"" + map.getName() + "\"";
        boolean optional = Boolean.TRUE.equals(map.getOptional());
        return key(present(source.configMap(map.getName()), owner, optional), owner, map.getKey(), optional);
    }

    private static Optional<Map<String, byte[]>> present(
            Optional<Map<String, byte[]>> entries, String owner, boolean optional) throws NotYetException {
        if (entries.isEmpty() && !optional) {
            throw new NotYetException("CreateContainerConfigError", owner + " not found");
        }
        return entries;
    }

    private static Optional<String> key(
            Optional<Map<String, byte[]>> entries, String owner, String key, boolean optional) throws NotYetException {
        Optional<String> value =
                entries.flatMap(each -> Optional.ofNullable(each.get(key))).map(EnvironmentOfContainer::text);
        if (value.isEmpty() && !optional) {
            throw new NotYetException("CreateContainerConfigError", "couldn't find key " + key + " in " + owner);
        }
        return value;
    }

    private String field(String path) throws NotYetException {
        ObjectMeta metadata = pod.getMetadata();
        Matcher entry = MAP_ENTRY.matcher(path);
        if (entry.matches()) {
            Map<String, String> map =
                    entry.group(1).equals("labels") ? metadata.getLabels() : metadata.getAnnotations();
            String value = map == null ? null : map.get(entry.group(2));
            return value == null ? "" : value;
        }
        return switch (path) {
            case "metadata.name" -> metadata.getName();
            case "metadata.namespace" -> metadata.getNamespace();
            case "metadata.uid" -> metadata.getUid();
            case "status.podIP", "status.podIPs" -> podIp;
            case "status.hostIP", "status.hostIPs" -> "127.0.0.1";
            case "spec.nodeName" -> Kubelet.NODE;
            case "spec.serviceAccountName" ->
                Objects.requireNonNullElse(pod.getSpec().getServiceAccountName(), "default");
            default -> throw new NotYetException("CreateContainerConfigError", "unsupported fieldPath " + path);
        };
    }

    private String resource(ResourceFieldSelector selector) throws NotYetException {
        String[] path = selector.getResource().split("\\.", 2);
        var resources = container.getResources();
        Map<String, Quantity> amounts = resources == null
                ? Map.of()
                : Objects.requireNonNullElse(
                        path[0].equals("limits") ? resources.getLimits() : resources.getRequests(), Map.of());
        Quantity amount = amounts.get(path[path.length - 1]);
        if (amount == null) {
            throw new NotYetException(
                    "CreateContainerConfigError",
                    "container " + container.getName() + " has no " + selector.getResource());
        }
        Quantity divisor = selector.getDivisor();
        if (divisor == null || divisor.getNumericalAmount().signum() == 0) {
            divisor = new Quantity("1");
        }
        return amount.getNumericalAmount()
                .divide(divisor.getNumericalAmount(), 0, RoundingMode.CEILING)
                .toPlainString();
    }

    private static String text(byte[] value) {
        return new String(value, StandardCharsets.UTF_8);
    }
}
