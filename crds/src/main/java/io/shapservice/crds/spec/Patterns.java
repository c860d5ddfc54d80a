package io.shapservice.crds.spec;

/** The shapes of texts in the resource. */
final class Patterns {
    /** What Go's {@code time.ParseDuration} takes, without sign and without units below a millisecond. */
    static final String DURATION = "^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$";

    static final String QUANTITY = "^[0-9]+(\\.[0-9]+)?(Ki|Mi|Gi|Ti|k|M|G|T)?$";
    static final String DNS_LABEL = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";
    static final String DNS_SUBDOMAIN = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";
    static final String CONFIG_KEY = "^[-._a-zA-Z0-9]+$";
    static final String SHA256 = "^[0-9a-f]{64}$";
    static final String IMAGE_TAG = "^[A-Za-z0-9_][A-Za-z0-9_.-]*$";

    private Patterns() {}
}
