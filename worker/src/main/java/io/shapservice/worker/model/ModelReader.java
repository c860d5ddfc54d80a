package io.shapservice.worker.model;

import io.shapservice.engine.model.ModelException;
import java.util.function.IntConsumer;

/** Turns a model's bytes into something that explains. */
@FunctionalInterface
public interface ModelReader {
    /** @param bytesRead told how many bytes more were read, as the reading goes on */
    ReadModel read(byte[] bytes, IntConsumer bytesRead) throws ModelException;
}
