package io.shapservice.crds;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import io.shapservice.crds.spec.ShapServiceSpec;
import io.shapservice.crds.status.ShapServiceStatus;

/** Models served as SHAP explanations: an API, a Redis and a fleet of workers that follows the backlog. */
@Group(ShapService.GROUP)
@Version(ShapService.VERSION)
@Kind(ShapService.KIND)
@Plural("shapservices")
@Singular("shapservice")
@ShortNames("shap")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
        name = "Workers",
        jsonPath = ".status.workers.ready",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Desired",
        jsonPath = ".status.workers.desired",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Backlog", jsonPath = ".status.backlog.summary")
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason", priority = 1)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public final class ShapService extends CustomResource<ShapServiceSpec, ShapServiceStatus> implements Namespaced {
    public static final String GROUP = "shapservice.io";
    public static final String VERSION = "v1alpha1";
    public static final String KIND = "ShapService";

    /** Set to {@code "true"} to let a resource change between a managed and an external Redis: jobs do not move along. */
    public static final String ALLOW_REDIS_SWITCH = "shapservice.io/allow-redis-switch";

    private static final long serialVersionUID = 1L;
}
