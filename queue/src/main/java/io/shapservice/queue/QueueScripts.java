package io.shapservice.queue;

import io.shapservice.redis.Script;
import java.util.ArrayList;
import java.util.List;

/** The scripts, each with the parts that it needs before it. */
final class QueueScripts {
    private static final List<String> CLOCKED = List.of("keys", "clock", "costs");
    private static final List<String> COUNTED = and(CLOCKED, "budgets", "trash");
    private static final List<String> UPLOADING = and(COUNTED, "uploads", "keyed");
    private static final List<String> JOBS = and(COUNTED, "turns", "jobs");
    private static final List<String> VIEWING = and(JOBS, "views");
    private static final List<String> LEASED = and(VIEWING, "leases");
    private static final List<String> HOLDING = and(LEASED, "held");
    private static final List<String> FAILING = and(HOLDING, "failures");
    private static final List<String> ENDING = and(LEASED, "endings", "cancelling");

    final Script begin = load(and(VIEWING, "uploads", "keyed"), "begin");
    final Script reserve = load(UPLOADING, "reserve");
    final Script abandon = load(UPLOADING, "abandon");
    final Script submit = load(and(VIEWING, "uploads", "keyed"), "submit");
    final Script claim = load(FAILING, "claim");
    final Script renew = load(FAILING, "renew");
    final Script complete = load(and(LEASED, "order"), "complete");
    final Script fail = load(FAILING, "fail");
    final Script release = load(LEASED, "release");
    final Script leave = load(HOLDING, "leave");
    final Script reap = load(and(FAILING, "endings", "uploads", "order", "repair"), "reap");
    final Script cancel = load(ENDING, "cancel");
    final Script redrive = load(LEASED, "redrive");
    final Script purge = load(ENDING, "purge");
    final Script garbage = load(COUNTED, "garbage");
    final Script collected = load(COUNTED, "collected");
    final Script job = load(VIEWING, "job");
    final Script list = load(VIEWING, "list");
    final Script results = load(and(VIEWING, "order"), "results");
    final Script sample = load(VIEWING, "sample");

    private static List<String> and(List<String> parts, String... more) {
        List<String> all = new ArrayList<>(parts);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }

    static Script load(List<String> parts, String name) {
        List<String> resources = new ArrayList<>();
        for (String part : parts) {
            resources.add(part + ".lua");
        }
        resources.add(name + ".lua");
        return Script.load(QueueScripts.class, resources.toArray(String[]::new));
    }
}
