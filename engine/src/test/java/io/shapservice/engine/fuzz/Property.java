package io.shapservice.engine.fuzz;

/** What must hold for any bytes that a reader is given; what does not is thrown. */
@FunctionalInterface
interface Property {
    enum Outcome {
        READ,
        REFUSED
    }

    Outcome check(byte[] bytes) throws Exception;
}
