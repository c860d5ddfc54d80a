package io.shapservice.local.volume;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Binds every claim to a folder of its own, which goes with the claim. Sizes are not enforced. */
public record Claims(KubernetesClient client, Path folder) {
    private static final Logger LOG = LoggerFactory.getLogger(Claims.class);

    /** A claim is new, or has changed. */
    public void put(PersistentVolumeClaim claim) {
        if (claim.getStatus() != null && "Bound".equals(claim.getStatus().getPhase())) {
            return;
        }
        try {
            client.resource(claim)
                    .subresource("status")
                    .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\":{\"phase\":\"Bound\"}}");
        } catch (KubernetesClientException e) {
            LOG.debug(
                    "claim {} is gone before it was bound", claim.getMetadata().getName(), e);
        }
    }

    /** A claim is gone. */
    public void remove(PersistentVolumeClaim claim) {
        Path data = folder.resolve(claim.getMetadata().getNamespace())
                .resolve(claim.getMetadata().getName());
        if (!Files.isDirectory(data)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(data)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            LOG.warn(
                    "the data of claim {} could not be removed",
                    claim.getMetadata().getName(),
                    e);
        }
    }
}
