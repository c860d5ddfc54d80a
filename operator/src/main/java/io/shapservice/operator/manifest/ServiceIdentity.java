package io.shapservice.operator.manifest;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.shapservice.crds.ShapService;
import java.util.List;
import java.util.Objects;

/** Which ShapService: a resource that is deleted and created again under its name is another one. */
public record ServiceIdentity(String namespace, String name, String uid) {
    public static ServiceIdentity of(HasMetadata resource) {
        ObjectMeta metadata = resource.getMetadata();
        return new ServiceIdentity(metadata.getNamespace(), metadata.getName(), metadata.getUid());
    }

    /** The controller reference that makes a child go when the resource goes. */
    public OwnerReference owner() {
        return new OwnerReferenceBuilder()
                .withApiVersion(ShapService.GROUP + "/" + ShapService.VERSION)
                .withKind(ShapService.KIND)
                .withName(name)
                .withUid(uid)
                .withController(true)
                .build();
    }

    /** Whether the child's controller is this very resource. */
    public boolean owns(HasMetadata child) {
        return controlledBy(child, uid);
    }

    /** Whether the child's controller has this UID. */
    public static boolean controlledBy(HasMetadata child, String uid) {
        List<OwnerReference> owners = child.getMetadata().getOwnerReferences();
        return owners.stream()
                .anyMatch(owner -> Boolean.TRUE.equals(owner.getController()) && Objects.equals(owner.getUid(), uid));
    }

    public String api() {
        return name + "-api";
    }

    public String config() {
        return name + "-config";
    }

    /** Of what concerns all workers. */
    public String workers() {
        return name + "-worker";
    }

    public String redis() {
        return name + "-redis";
    }

    /** Deterministic, so that creating from a stale cache collides instead of making a second pod. */
    public String worker(int ordinal, int incarnation) {
        return name + "-worker-" + ordinal + "-" + incarnation;
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
