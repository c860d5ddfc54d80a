package io.shapservice.apiserver.models;

import io.shapservice.protocol.sample.Sample;

/** How a declared model stands. */
public sealed interface ModelStatus {
    String name();

    /** It answers. */
    record Loaded(ServedModel model) implements ModelStatus {
        @Override
        public String name() {
            return model.name();
        }
    }

    /** @param message which file, what is wrong, what to do */
    record Unavailable(String name, Reason reason, String message) implements ModelStatus {}

    /** Why a model does not answer; the names appear in conditions of the ShapService. */
    enum Reason {
        Loading,
        FileMissing,
        DigestMismatch,
        Unreadable,
        BackgroundUnusable
    }

    /** As the operator reads it. */
    default Sample.ModelState toSample() {
        return switch (this) {
            case Loaded loaded -> new Sample.ModelState(name(), loaded.model().digest(), true, "Loaded", "");
            case Unavailable(String name, Reason reason, String message) ->
                new Sample.ModelState(name, "", false, reason.name(), message);
        };
    }
}
