package io.shapservice.engine.fuzz;

/** Where Jazzer enters; the system property {@code fuzz.target} says which reader it is for. */
public final class Fuzzer {
    private static final Property PROPERTY =
            FuzzTarget.labelled(System.getProperty("fuzz.target", "")).property();

    private Fuzzer() {}

    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        PROPERTY.check(bytes);
    }
}
