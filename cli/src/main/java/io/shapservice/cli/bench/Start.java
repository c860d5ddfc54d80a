package io.shapservice.cli.bench;

/**
 * What it took to begin, in a JVM that has compiled nothing yet.
 *
 * @param loadSeconds of reading the model
 * @param prepareSeconds of making an explainer of it, from a background if one is given
 * @param tableBytes that the explainer keeps beside the model
 */
record Start(double loadSeconds, double prepareSeconds, long tableBytes) {}
