package io.shapservice.crds.effective;

import org.jspecify.annotations.Nullable;

/** A field that may not be set. */
final class Absent {
    private Absent() {}

    static <T> T or(@Nullable T written, T otherwise) {
        return written == null ? otherwise : written;
    }
}
