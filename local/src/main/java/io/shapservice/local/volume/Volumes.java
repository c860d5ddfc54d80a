package io.shapservice.local.volume;

import io.fabric8.kubernetes.api.model.ConfigMapVolumeSource;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.SecretVolumeSource;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The folders of one pod: {@code volumes/<name>}, and per container a root with a link for each of its mounts.
 *
 * @param folder of this pod alone
 * @param claims holds the folder of each claim, which outlives the pod
 */
public record Volumes(Pod pod, Path folder, Path claims, ConfigSource source) {

    /** Makes what ConfigMap and Secret volumes hold the present state; links the mounts of all containers. */
    public void prepare() throws IOException, NotYetException {
        refresh();
        for (Container container : pod.getSpec().getContainers()) {
            mount(container);
        }
    }

    /** Makes what ConfigMap and Secret volumes hold the present state. */
    public void refresh() throws IOException, NotYetException {
        for (Volume volume : pod.getSpec().getVolumes()) {
            if (volume.getConfigMap() != null) {
                new AtomicFolder(pathOf(volume)).write(files(volume.getConfigMap()));
            } else if (volume.getSecret() != null) {
                new AtomicFolder(pathOf(volume)).write(files(volume.getSecret()));
            } else {
                Files.createDirectories(pathOf(volume));
            }
        }
    }

    /** The folder that stands for a container's root. */
    public Path rootOf(Container container) {
        return folder.resolve("containers").resolve(container.getName());
    }

    private Path pathOf(Volume volume) throws NotYetException {
        if (volume.getPersistentVolumeClaim() != null) {
            return claims.resolve(pod.getMetadata().getNamespace())
                    .resolve(volume.getPersistentVolumeClaim().getClaimName());
        }
        if (volume.getHostPath() != null) {
            return Path.of(volume.getHostPath().getPath());
        }
        if (volume.getEmptyDir() == null && volume.getConfigMap() == null && volume.getSecret() == null) {
            throw new NotYetException(
                    "ContainerCreating",
                    "local mode has emptyDir, configMap, secret, persistentVolumeClaim and hostPath volumes; "
                            + volume.getName() + " is of another kind");
        }
        return folder.resolve("volumes").resolve(volume.getName());
    }

    private Map<String, byte[]> files(ConfigMapVolumeSource wanted) throws NotYetException {
        return files(
                source.configMap(wanted.getName()),
                "configmap \"" + wanted.getName() + "\"",
                Boolean.TRUE.equals(wanted.getOptional()),
                wanted.getItems());
    }

    private Map<String, byte[]> files(SecretVolumeSource wanted) throws NotYetException {
        return files(
                source.secret(wanted.getSecretName()),
                "secret \"" + wanted.getSecretName() + "\"",
                Boolean.TRUE.equals(wanted.getOptional()),
                wanted.getItems());
    }

    private static Map<String, byte[]> files(
            Optional<Map<String, byte[]>> entries,
            String owner,
            boolean optional,
            List<io.fabric8.kubernetes.api.model.KeyToPath> items)
            throws NotYetException {
        if (entries.isEmpty()) {
            if (optional) {
                return Map.of();
            }
            throw new NotYetException("ContainerCreating", owner + " not found");
        }
        return ConfigSource.select(entries.get(), items, owner);
    }

    /** Outer mounts come first, so that an inner one lies inside them. */
    private void mount(Container container) throws IOException, NotYetException {
        Path root = Files.createDirectories(rootOf(container));
        List<VolumeMount> mounts = container.getVolumeMounts().stream()
                .sorted(Comparator.comparingInt(mount -> mount.getMountPath().length()))
                .toList();
        for (VolumeMount mount : mounts) {
            Path target = folderOf(mount);
            Path point = root.resolve(relative(mount.getMountPath()));
            Files.createDirectories(point.getParent());
            if (!Files.exists(point, LinkOption.NOFOLLOW_LINKS)) {
                Files.createSymbolicLink(point, target);
            }
        }
    }

    private Path folderOf(VolumeMount mount) throws IOException, NotYetException {
        for (Volume volume : pod.getSpec().getVolumes()) {
            if (volume.getName().equals(mount.getName())) {
                String inside = Objects.requireNonNullElse(mount.getSubPath(), "");
                Path path = pathOf(volume).resolve(inside);
                boolean own = volume.getEmptyDir() != null || volume.getPersistentVolumeClaim() != null;
                if (!inside.isEmpty() && own) {
                    Files.createDirectories(path);
                }
                return path;
            }
        }
        throw new NotYetException("CreateContainerConfigError", "no volume is named " + mount.getName());
    }

    static String relative(String mountPath) {
        return mountPath.replaceAll("^/+|/+$", "");
    }
}
