package io.shapservice.worker.model;

import io.shapservice.engine.explain.Explainer;
import io.shapservice.protocol.batch.ElementType;

/**
 * A model with one set of options, ready to explain.
 *
 * @param numbersPerRow that explaining a row gives: prediction, values, interactions
 * @param workPerRow what the work counter grows by for each row
 * @param type width of the numbers in results
 * @param pace learned from each slice
 */
public record ServedModel(
        Explainer explainer, int features, long numbersPerRow, int workPerRow, ElementType type, Pace pace) {}
