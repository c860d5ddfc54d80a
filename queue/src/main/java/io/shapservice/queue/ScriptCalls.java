package io.shapservice.queue;

import io.shapservice.redis.Outcome;
import io.shapservice.redis.Reply;
import io.shapservice.redis.Script;
import io.shapservice.redis.Traffic;
import java.util.List;
import java.util.function.Function;

/** What all calls have in common: the arguments that every script begins with, and the canary that every answer begins with. */
final class ScriptCalls {
    private final ScriptRunner runner;
    private final QueueSettings settings;
    private final RandomIds ids;
    private final Canary canary = new Canary();

    ScriptCalls(ScriptRunner runner, QueueSettings settings, RandomIds ids) {
        this.runner = runner;
        this.settings = settings;
        this.ids = ids;
    }

    <T> Outcome<T> run(Traffic traffic, Script script, Args args, Function<Reply, T> read) {
        Canary.Seen seen = canary.newest();
        // Data that has no incarnation yet gets this one; the same process may see Redis empty more than once.
        Args all = new Args()
                .text(ids.next())
                .millis(settings.maxClockStep())
                .text(seen.incarnation())
                .whole(seen.revision())
                .all(args);
        return runner.run(traffic, script, settings.shard(), all.list(), reply -> {
            List<Reply> told = reply.items();
            canary.answered(told.get(0).text(), told.get(1).whole());
            return read.apply(told.get(2));
        });
    }
}
