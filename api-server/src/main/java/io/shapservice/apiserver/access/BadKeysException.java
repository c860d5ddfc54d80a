package io.shapservice.apiserver.access;

/** A file of keys that cannot be used. */
final class BadKeysException extends Exception {
    private static final long serialVersionUID = 1L;

    BadKeysException(int line, String what) {
        super("line " + line + ": " + what);
    }

    BadKeysException(String what) {
        super(what);
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
