package io.shapservice.engine.fuzz;

import org.jspecify.annotations.Nullable;

/** What a message must be that is shown to a person: there, one line, and no copy of the file. */
final class Refusal {
    private static final int LONGEST = 1000;

    private Refusal() {}

    static void check(Exception refusal) {
        String message = refusal.getMessage();
        String wrong = wrong(message);
        if (wrong != null) {
            throw new AssertionError("the message " + wrong + ": " + message, refusal);
        }
    }

    private static @Nullable String wrong(@Nullable String message) {
        if (message == null || message.isBlank()) {
            return "is empty";
        }
        if (message.length() > LONGEST) {
            return "has " + message.length() + " characters";
        }
        return message.chars().anyMatch(Character::isISOControl) ? "has a control character" : null;
    }
}
