package io.shapservice.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends one command over a connection and waits for its answer, no longer than it may. */
final class Calls {
    private Calls() {}

    /** @param what for messages */
    static Outcome<Reply> over(
            Link link,
            StatefulRedisConnection<byte[], byte[]> connection,
            String command,
            List<byte[]> args,
            String what,
            Duration timeout) {
        link.sent();
        boolean silent = false;
        try {
            return Outcome.ok(await(send(connection, command, args), timeout));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.failed(Outcome.Kind.TIMEOUT, what + ": interrupted while waiting for the answer");
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            Outcome.Kind kind = FailureKinds.of(e);
            silent = kind == Outcome.Kind.TIMEOUT;
            String reason = silent ? "no answer in " + timeout.toMillis() + " ms" : FailureKinds.reason(e);
            return Outcome.failed(kind, what + ": " + reason);
        } finally {
            link.ended(silent, System.nanoTime());
        }
    }

    private static AsyncCommand<byte[], byte[], Reply> send(
            StatefulRedisConnection<byte[], byte[]> connection, String name, List<byte[]> args) {
        CommandArgs<byte[], byte[]> commandArgs = new CommandArgs<>(ByteArrayCodec.INSTANCE);
        args.forEach(commandArgs::add);
        AsyncCommand<byte[], byte[], Reply> command =
                new AsyncCommand<>(new Command<>(CommandType.valueOf(name), new ReplyOutput(), commandArgs));
        connection.dispatch(command);
        return command;
    }

    private static Reply await(AsyncCommand<byte[], byte[], Reply> command, Duration timeout)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return command.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            // An answer that nobody waits for is dropped when it comes.
            command.cancel(false);
        }
    }
}
