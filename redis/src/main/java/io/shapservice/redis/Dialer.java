package io.shapservice.redis;

import io.lettuce.core.RedisCredentialsProvider;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Makes one connection to wherever the server is at the moment. */
final class Dialer {
    private final Opening opening;
    private final Credentials credentials;
    private final Whereabouts whereabouts;

    /** Where a server is at the moment. */
    @FunctionalInterface
    interface Whereabouts {
        RedisAddress find() throws IOException, InterruptedException;

        /** Whether it may turn out to be a replica, by an answer that was out of date. */
        default boolean mayBeReplica() {
            return false;
        }

        /** It was one. */
        default void misled() {}
    }

    record Dialled(RedisAddress address, StatefulRedisConnection<byte[], byte[]> connection) {}

    /** Begins a connection that can be used once it is there. */
    @FunctionalInterface
    interface Opening {
        CompletableFuture<StatefulRedisConnection<byte[], byte[]>> connect(
                RedisAddress address, RedisCredentialsProvider credentials);
    }

    Dialer(Connector connector, Credentials credentials, Whereabouts whereabouts) {
        this(connector::connect, credentials, whereabouts);
    }

    Dialer(Opening opening, Credentials credentials, Whereabouts whereabouts) {
        this.opening = opening;
        this.credentials = credentials;
        this.whereabouts = whereabouts;
    }

    /** @throws IOException saying why there is no connection */
    Dialled dial() throws IOException, InterruptedException {
        RedisAddress address = whereabouts.find();
        Credentials.Shown shown = credentials.next();
        CompletableFuture<StatefulRedisConnection<byte[], byte[]>> attempt = opening.connect(address, shown);
        try {
            StatefulRedisConnection<byte[], byte[]> made =
                    attempt.get(Connector.connectTimeout().toNanos(), TimeUnit.NANOSECONDS);
            credentials.accepted(shown);
            if (whereabouts.mayBeReplica()) {
                expectPrimary(address, made);
            }
            return new Dialled(address, made);
        } catch (ExecutionException | TimeoutException e) {
            var _ = attempt.whenComplete((late, _) -> closeQuietly(late));
            if (FailureKinds.refusedCredentials(e)) {
                credentials.refused(shown);
            }
            throw new IOException(FailureKinds.reason(e), e);
        } catch (InterruptedException e) {
            var _ = attempt.whenComplete((late, _) -> closeQuietly(late));
            throw e;
        }
    }

    static void closeQuietly(@Nullable StatefulRedisConnection<byte[], byte[]> connection) {
        if (connection != null && connection.isOpen()) {
            var _ = connection.closeAsync();
        }
    }

    private void expectPrimary(RedisAddress address, StatefulRedisConnection<byte[], byte[]> connection)
            throws IOException, InterruptedException {
        Outcome<Reply> role = Calls.over(
                connection, List.of(Request.of("ROLE")), "ROLE on " + address, DriverOptions.CONNECT_TIMEOUT);
        String said = switch (role) {
            case Outcome.Ok<Reply>(Reply reply) -> reply.items().getFirst().text();
            case Outcome.Failed<Reply>(Outcome.Kind _, String detail) -> detail;
        };
        if (!said.equals("master")) {
            closeQuietly(connection);
            whereabouts.misled();
            throw new IOException(address + " is no primary: " + said);
        }
    }
}
