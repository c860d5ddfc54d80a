package io.shapservice.smile.surrogate;

/** What is trained. */
public enum SurrogateKind {
    /** Gradient boosting of small trees: the closest fit, as a rule. */
    GRADIENT_BOOSTING("GradientTreeBoost"),
    RANDOM_FOREST("RandomForest"),
    /** One tree, which a person can read. */
    DECISION_TREE("DecisionTree");

    private final String name;

    SurrogateKind(String name) {
        this.name = name;
    }

    /** As Smile calls it. */
    String smileName() {
        return name;
    }
}
