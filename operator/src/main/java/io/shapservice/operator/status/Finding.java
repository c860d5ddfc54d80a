package io.shapservice.operator.status;

/** What holds of one condition. */
public record Finding(ConditionType type, Truth truth, String reason, String message) {
    /** A condition's status. */
    public enum Truth {
        TRUE("True"),
        FALSE("False"),
        UNKNOWN("Unknown");

        private final String word;

        Truth(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    static Finding yes(ConditionType type, ConditionReason reason, String message) {
        return new Finding(type, Truth.TRUE, reason.word(), message);
    }

    static Finding no(ConditionType type, ConditionReason reason, String message) {
        return new Finding(type, Truth.FALSE, reason.word(), message);
    }

    static Finding unknown(ConditionType type, ConditionReason reason, String message) {
        return new Finding(type, Truth.UNKNOWN, reason.word(), message);
    }

    boolean holds() {
        return truth == Truth.TRUE;
    }
}
