package io.shapservice.smile.surrogate;

/** What the target column holds. */
public enum Task {
    /** A number. */
    REGRESSION,
    /** One of a few values, which are the classes. */
    CLASSIFICATION
}
