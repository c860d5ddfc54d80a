package io.shapservice.queue;

import io.shapservice.redis.Script;
import java.util.ArrayList;
import java.util.List;

/** The scripts, each with the parts that it needs before it. */
final class QueueScripts {
    private static final String[] LEASED = {"keys", "clock", "costs", "jobs", "leases"};
    private static final String[] ORDERED = {"keys", "clock", "costs", "jobs", "leases", "order"};
    private static final String[] FAILING = {"keys", "clock", "costs", "jobs", "leases", "failures"};
    private static final String[] CANCELLING = {"keys", "clock", "costs", "jobs", "leases", "cancelling"};
    private static final String[] VIEWING = {"keys", "clock", "costs", "jobs"};

    final Script submit = load(VIEWING, "submit");
    final Script claim = load(FAILING, "claim");
    final Script renew = load(FAILING, "renew");
    final Script complete = load(ORDERED, "complete");
    final Script fail = load(FAILING, "fail");
    final Script release = load(LEASED, "release");
    final Script leave = load(LEASED, "leave");
    final Script reap = load(FAILING, "reap");
    final Script cancel = load(CANCELLING, "cancel");
    final Script purge = load(CANCELLING, "purge");
    final Script job = load(VIEWING, "job");
    final Script list = load(VIEWING, "list");
    final Script results = load(ORDERED, "results");
    final Script sample = load(VIEWING, "sample");

    static Script load(String[] parts, String name) {
        List<String> resources = new ArrayList<>();
        for (String part : parts) {
            resources.add(part + ".lua");
        }
        resources.add(name + ".lua");
        return Script.load(QueueScripts.class, resources.toArray(String[]::new));
    }
}
