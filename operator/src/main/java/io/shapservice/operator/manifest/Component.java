package io.shapservice.operator.manifest;

/** The parts of a service that run in pods; also the name of the pod's container. */
public enum Component {
    API("api"),
    WORKER("worker"),
    REDIS("redis");

    private final String label;

    Component(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
