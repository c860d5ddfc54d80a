package io.shapservice.worker.model;

import io.shapservice.engine.model.ModelException;

/** Turns a model's bytes into something that explains. */
@FunctionalInterface
public interface ModelReader {
    ReadModel read(byte[] bytes) throws ModelException;
}
