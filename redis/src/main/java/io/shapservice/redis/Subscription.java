package io.shapservice.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is said on one channel, heard on a connection of its own, which is made again whenever it is lost. What is said meanwhile is
 * not heard, so nobody may rely on it: {@link Listener#mayHaveMissed()} tells of each such gap when it is over.
 */
public final class Subscription implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);

    private static final Request PING = Request.of("PING");

    private final String channel;
    private final Listener listener;
    private final Dialer.Whereabouts whereabouts;
    private final Link link;
    private final AtomicLong messages = new AtomicLong();
    private final AtomicBoolean refusalTold = new AtomicBoolean();
    private @Nullable Future<Reply> asked;
    private long askedAt;

    /** Called on a thread of the driver: must not wait. */
    public interface Listener {
        void heard(String message);

        /** The connection was made (again): until now nothing could be heard. */
        void mayHaveMissed();
    }

    /** @param whereabouts of the server that says it */
    Subscription(
            String channel,
            Listener listener,
            Connector connector,
            Credentials credentials,
            Dialer.Whereabouts whereabouts,
            Backoff backoff) {
        this.channel = channel;
        this.listener = listener;
        this.whereabouts = whereabouts;
        Dialer dialer = new Dialer(
                (address, shown) -> connector.connectSubscriber(address, shown).thenCompose(this::subscribed),
                credentials,
                whereabouts);
        link = new Link("redis-subscription", dialer, backoff);
        link.start();
    }

    /** Whether messages are heard at the moment, as far as is known. */
    public boolean live() {
        return link.open();
    }

    /** Why nothing is heard. */
    public String lastFailure() {
        return link.lastFailure();
    }

    long messages() {
        return messages.get();
    }

    int reconnects() {
        return link.reconnects();
    }

    /** Gives up a connection that answers nothing any more, or leads to a server that is no longer the one. */
    void look(Duration silent) {
        Dialer.Dialled open = link.dialled().orElse(null);
        if (open == null) {
            asked = null;
            return;
        }
        long now = System.nanoTime();
        if (asked == null || asked.isDone()) {
            asked = Calls.send(open.connection(), PING);
            askedAt = now;
        } else if (now - askedAt >= silent.toNanos()) {
            asked = null;
            link.drop("no answer for " + silent.toSeconds() + " s, connecting again");
        }
        elsewhere(open.address()).ifPresent(there -> link.drop(there + " serves now, no longer " + open.address()));
    }

    @Override
    public void close() {
        link.close();
    }

    private Optional<RedisAddress> elsewhere(RedisAddress here) {
        try {
            return Optional.of(whereabouts.find()).filter(there -> !there.equals(here));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private CompletionStage<StatefulRedisConnection<byte[], byte[]>> subscribed(
            StatefulRedisPubSubConnection<byte[], byte[]> connection) {
        connection.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(byte[] from, byte[] text) {
                messages.incrementAndGet();
                listener.heard(new String(text, StandardCharsets.UTF_8));
            }
        });
        return subscribe(connection)
                .handle((_, failure) -> {
                    if (failure == null) {
                        refusalTold.set(false);
                        listener.mayHaveMissed();
                        return CompletableFuture.<StatefulRedisConnection<byte[], byte[]>>completedFuture(connection);
                    }
                    Dialer.closeQuietly(connection);
                    tellRefusal(FailureKinds.reason(failure));
                    return CompletableFuture.<StatefulRedisConnection<byte[], byte[]>>failedFuture(failure);
                })
                .thenCompose(outcome -> outcome);
    }

    private CompletionStage<Void> subscribe(StatefulRedisPubSubConnection<byte[], byte[]> connection) {
        return connection.async().subscribe(channel.getBytes(StandardCharsets.UTF_8));
    }

    private void tellRefusal(String reason) {
        if (reason.startsWith("NOPERM") && refusalTold.compareAndSet(false, true)) {
            LOG.warn(
                    "Redis does not let this user listen to the channel {} ({}): everything works, by asking again and"
                            + " again instead; to be told at once, allow the user &{}",
                    channel,
                    reason,
                    channel);
        }
    }
}
