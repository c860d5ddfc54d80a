package io.shapservice.cli.demo;

/** Something that the demo promises did not hold. */
final class PromiseBroken extends Exception {
    private static final long serialVersionUID = 1L;

    PromiseBroken(String message) {
        super(message);
    }

    static void unless(boolean held, String otherwise) throws PromiseBroken {
        if (!held) {
            throw new PromiseBroken(otherwise);
        }
    }
}
