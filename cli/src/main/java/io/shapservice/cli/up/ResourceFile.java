package io.shapservice.cli.up;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.shapservice.cli.exit.ExitCode;
import io.shapservice.cli.exit.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The resources of a YAML file, with paths of this machine made absolute: a relative one is relative to the file's folder. */
public final class ResourceFile {
    private static final String KIND = "ShapService";
    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    private ResourceFile() {}

    /** In the file's order; each has a namespace. Nothing is checked but what local mode itself needs: the API server does that. */
    public static List<GenericKubernetesResource> read(Path file) throws UserError {
        var folder = file.toAbsolutePath().resolveSibling("").normalize();
        var resources = new ArrayList<GenericKubernetesResource>();
        for (var document : documents(file)) {
            if (!(document instanceof Map<?, ?> map)) {
                throw new UserError(
                        ExitCode.USAGE, file + ": document " + (resources.size() + 1) + " is not a resource");
            }
            resources.add(resource(file, map, folder));
        }
        if (resources.stream().noneMatch(ResourceFile::isShapService)) {
            throw new UserError(ExitCode.USAGE, file + " holds no " + KIND + ": see samples/housing.yaml for one");
        }
        return resources;
    }

    public static boolean isShapService(GenericKubernetesResource resource) {
        return KIND.equals(resource.getKind());
    }

    private static List<Object> documents(Path file) throws UserError {
        try (var text = Files.newBufferedReader(file)) {
            var documents = new ArrayList<Object>();
            for (var document : new Load(LoadSettings.builder().build()).loadAllFromReader(text)) {
                if (document != null) {
                    documents.add(document);
                }
            }
            return documents;
        } catch (IOException e) {
            throw new UserError(ExitCode.USAGE, file + ": cannot be read: " + e.getMessage());
        } catch (YamlEngineException e) {
            throw new UserError(ExitCode.USAGE, file + ": is not YAML: " + e.getMessage());
        }
    }

    private static GenericKubernetesResource resource(Path file, Map<?, ?> document, Path folder) throws UserError {
        GenericKubernetesResource resource;
        try {
            resource = SERIALIZATION.convertValue(document, GenericKubernetesResource.class);
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.USAGE, file + ": is not a Kubernetes resource: " + e.getMessage());
        }
        var metadata = resource.getMetadata();
        if (resource.getKind() == null || metadata == null || metadata.getName() == null) {
            throw new UserError(ExitCode.USAGE, file + ": a resource needs apiVersion, kind and metadata.name");
        }
        inANamespace(metadata);
        if (isShapService(resource)) {
            ModelPaths.makeAbsolute(resource.getAdditionalProperties(), folder);
        }
        return resource;
    }

    private static void inANamespace(ObjectMeta metadata) {
        if (metadata.getNamespace() == null) {
            metadata.setNamespace("default");
        }
    }
}
