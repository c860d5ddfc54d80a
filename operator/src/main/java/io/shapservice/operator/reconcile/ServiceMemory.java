package io.shapservice.operator.reconcile;

import io.shapservice.crds.status.LastFailure;
import io.shapservice.operator.autoscale.History;
import io.shapservice.operator.autoscale.Reason;
import io.shapservice.operator.pods.BackOff;
import io.shapservice.operator.pods.Creations;
import io.shapservice.operator.status.Blocker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the operator remembers of one service between passes. All of it may be lost: a restarted operator only decides a
 * little later. Used by one pass at a time.
 */
final class ServiceMemory {
    /** When this operator began to look after the service. */
    final Instant takenOver;

    /** Empty until the first decision. */
    Optional<History> history = Optional.empty();

    /** When workers were replaced as stuck. */
    final List<Instant> replaced = new ArrayList<>();

    /** Pods that were told to go; the cache may not show it yet. */
    final Set<String> deleted = new HashSet<>();

    /** How often the pods of an ordinal ended for good, and the last such pods by UID. */
    final Map<Integer, BackOff> failures = new HashMap<>();

    final Set<String> failed = new HashSet<>();
    final Creations creations = new Creations();
    /** How often the name of a pod that we would make was taken. */
    final Map<String, Integer> collisions = new HashMap<>();
    /** Why the API server would not have the last pod, and when it is asked again. */
    Optional<Refusal> refusal = Optional.empty();
    /** Ends of workers' processes that were told, by pod. */
    final Map<String, Instant> endsTold = new HashMap<>();
    /** Whether pods are being changed because a person has changed the resource. */
    boolean rolling;
    /** Why the number of workers was what it was in the last pass. */
    Optional<Reason> lastReason = Optional.empty();
    /** Highest incarnation that was made, by ordinal. */
    final Map<Integer, Integer> incarnations = new HashMap<>();

    /** Replacements of stuck workers that are not Ready yet, by name. */
    final Map<String, Replacement> replacements = new HashMap<>();

    Optional<LastFailure> lastStuck = Optional.empty();
    Optional<Instant> secretEnsured = Optional.empty();
    Optional<Instant> statusWritten = Optional.empty();

    /** What the last good sample called the data in Redis. */
    Optional<String> incarnation = Optional.empty();

    /** Whether Redis was reachable when last heard of. */
    Optional<Boolean> redisReachable = Optional.empty();

    ServiceMemory(Instant takenOver) {
        this.takenOver = takenOver;
    }

    record Refusal(Blocker blocker, BackOff backOff) {}

    record Replacement(String stuck, Instant since) {}
}
