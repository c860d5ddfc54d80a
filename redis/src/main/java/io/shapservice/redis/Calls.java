package io.shapservice.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends commands over a connection and waits for their answers, no longer than it may. */
final class Calls {
    private Calls() {}

    /** As below, counted as pending on the link. */
    static Outcome<Reply> over(
            Link link,
            StatefulRedisConnection<byte[], byte[]> connection,
            List<Request> requests,
            String what,
            Duration timeout) {
        link.sent();
        boolean silent = true;
        try {
            Outcome<Reply> outcome = over(connection, requests, what, timeout);
            silent = outcome instanceof Outcome.Failed<Reply>(Outcome.Kind kind, String _)
                    && kind == Outcome.Kind.TIMEOUT;
            return outcome;
        } finally {
            link.ended(silent, System.nanoTime());
        }
    }

    /**
     * Sends several in one go, with nothing between them; the outcome is that of the first that failed, else that of the last.
     *
     * @param what for messages
     * @param timeout for all together
     */
    static Outcome<Reply> over(
            StatefulRedisConnection<byte[], byte[]> connection, List<Request> requests, String what, Duration timeout) {
        List<AsyncCommand<byte[], byte[], Reply>> commands =
                requests.stream().map(Calls::command).toList();
        long end = System.nanoTime() + timeout.toNanos();
        try {
            if (commands.size() == 1) {
                connection.dispatch(commands.getFirst());
            } else {
                connection.dispatch(commands);
            }
            Reply last = new Reply.Nothing();
            for (AsyncCommand<byte[], byte[], Reply> command : commands) {
                last = command.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            }
            return Outcome.ok(last);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.failed(Outcome.Kind.TIMEOUT, what + ": interrupted while waiting for the answer");
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            Outcome.Kind kind = FailureKinds.of(e);
            String reason = kind == Outcome.Kind.TIMEOUT
                    ? "no answer in " + timeout.toMillis() + " ms"
                    : FailureKinds.reason(e);
            return Outcome.failed(kind, what + ": " + reason);
        } finally {
            // An answer that nobody waits for is dropped when it comes.
            commands.forEach(command -> command.cancel(false));
        }
    }

    /** Sends one, for whoever wants to know later whether it was answered. */
    static Future<Reply> send(StatefulRedisConnection<byte[], byte[]> connection, Request request) {
        AsyncCommand<byte[], byte[], Reply> command = command(request);
        connection.dispatch(command);
        return command;
    }

    private static AsyncCommand<byte[], byte[], Reply> command(Request request) {
        CommandArgs<byte[], byte[]> args = new CommandArgs<>(ByteArrayCodec.INSTANCE);
        request.args().forEach(args::add);
        return new AsyncCommand<>(new Command<>(request.keyword(), new ReplyOutput(), args));
    }
}
