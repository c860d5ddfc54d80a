package io.shapservice.operator.stuck;

import java.util.List;
import java.util.Optional;

/**
 * @param verdicts workers to replace now
 * @param restraint why stale workers are left alone: the infrastructure is to blame, or enough were replaced lately
 */
public record Judgement(List<Verdict> verdicts, Optional<Restraint> restraint) {
    public static final Judgement NOTHING = new Judgement(List.of(), Optional.empty());

    public Judgement {
        verdicts = List.copyOf(verdicts);
    }

    /** Why nothing is done about stale workers. */
    public record Restraint(Kind kind, String message) {}

    /** The kinds of restraint. */
    public enum Kind {
        /** So many lost their heartbeat at once that the network or the nodes are to blame. */
        INFRASTRUCTURE,
        /** As many as may be replaced within one stuckAfter have been. */
        BUDGET
    }
}
