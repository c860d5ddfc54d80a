package io.shapservice.crds.pod;

/** The shapes of texts that Kubernetes gives names, labels and amounts. */
final class Shapes {
    static final int MOST_ITEMS = 16;
    static final String LABEL_KEY = "^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$";
    static final String NAME = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";
    static final String SUBDOMAIN = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";
    static final String CPU = "^[0-9]+(\\.[0-9]+)?m?$";
    static final String BYTES = "^[0-9]+(\\.[0-9]+)?(Ki|Mi|Gi|Ti|k|M|G|T)?$";

    private Shapes() {}
}
