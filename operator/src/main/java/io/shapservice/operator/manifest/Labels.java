package io.shapservice.operator.manifest;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Labels and annotations of the children. */
public final class Labels {
    public static final String NAME = "app.kubernetes.io/name";
    public static final String INSTANCE = "app.kubernetes.io/instance";
    public static final String COMPONENT = "app.kubernetes.io/component";
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    public static final String ORDINAL = "shapservice.io/ordinal";
    public static final String INCARNATION = "shapservice.io/incarnation";

    /** Annotation: hash of the pod template that a worker was made from. */
    public static final String TEMPLATE_HASH = "shapservice.io/template-hash";

    public static final String OPERATOR = "shap-operator";
    public static final String APPLICATION = "shap-service";

    /** Every child that the operator wants to hear about. */
    public static final String SELECTOR = MANAGED_BY + "=" + OPERATOR;

    private Labels() {}

    /** What a Service or Deployment selects pods by; never changes. */
    public static Map<String, String> selector(ServiceIdentity service, Component component) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(NAME, APPLICATION);
        labels.put(INSTANCE, service.name());
        labels.put(COMPONENT, component.label());
        return labels;
    }

    public static Map<String, String> of(ServiceIdentity service, Component component) {
        Map<String, String> labels = selector(service, component);
        labels.put(MANAGED_BY, OPERATOR);
        return labels;
    }

    /** Metadata of a child with this name. */
    public static ObjectMeta metadata(ServiceIdentity service, Component component, String name) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(service.namespace())
                .withLabels(of(service, component))
                .withOwnerReferences(service.owner())
                .build();
    }

    public static boolean isA(HasMetadata child, Component component) {
        return value(child, COMPONENT).filter(component.label()::equals).isPresent();
    }

    public static Optional<String> value(HasMetadata child, String label) {
        Map<String, String> labels = child.getMetadata().getLabels();
        return labels == null ? Optional.empty() : Optional.ofNullable(labels.get(label));
    }
}
