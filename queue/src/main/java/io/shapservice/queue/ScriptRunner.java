package io.shapservice.queue;

import io.shapservice.redis.Outcome;
import io.shapservice.redis.Reply;
import io.shapservice.redis.Script;
import io.shapservice.redis.Traffic;
import java.util.List;
import java.util.function.Function;

/** Runs a script on the shard of a key, whole or not at all; the gateway, or a simulated network. */
interface ScriptRunner {
    <T> Outcome<T> run(Traffic traffic, Script script, String key, List<String> args, Function<Reply, T> read);
}
