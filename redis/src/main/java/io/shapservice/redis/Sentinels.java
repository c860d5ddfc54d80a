package io.shapservice.redis;

import io.lettuce.core.sentinel.api.StatefulRedisSentinelConnection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks the sentinels who is primary, beginning with the one that answered last. */
final class Sentinels implements Dialer.Whereabouts {
    private static final Duration PATIENCE = DriverOptions.CONNECT_TIMEOUT;

    private final Connector connector;
    private final Credentials credentials;
    private final List<RedisAddress> addresses;
    private final String master;
    private final AtomicInteger first = new AtomicInteger();

    Sentinels(Connector connector, RedisSettings settings, String master) {
        this.connector = connector;
        this.credentials = new Credentials(null, settings.access().sentinelPasswordFile());
        this.addresses = settings.addresses();
        this.master = master;
    }

    @Override
    public RedisAddress find() throws IOException, InterruptedException {
        int start = first.get();
        StringBuilder failures = new StringBuilder();
        for (int i = 0; i < addresses.size(); i++) {
            int at = Math.floorMod(start + i, addresses.size());
            try {
                RedisAddress primary = ask(addresses.get(at));
                first.set(at);
                return primary;
            } catch (IOException e) {
                failures.append(i == 0 ? "" : "; ").append(e.getMessage());
            }
        }
        throw new IOException("no sentinel names the primary '" + master + "': " + failures);
    }

    /** A sentinel that has just come back may not know of a failover yet. */
    @Override
    public boolean mayBeReplica() {
        return true;
    }

    /** The next question goes to the next sentinel. */
    @Override
    public void misled() {
        first.incrementAndGet();
    }

    private RedisAddress ask(RedisAddress sentinel) throws IOException, InterruptedException {
        CompletableFuture<StatefulRedisSentinelConnection<String, String>> attempt =
                connector.connectSentinel(sentinel, credentials.next());
        try {
            StatefulRedisSentinelConnection<String, String> connection =
                    attempt.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
            SocketAddress named =
                    connection.async().getMasterAddrByName(master).get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
            if (named instanceof InetSocketAddress address) {
                return new RedisAddress(address.getHostString(), address.getPort());
            }
            throw new IOException(sentinel + " knows no '" + master + "'");
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(sentinel + ": " + FailureKinds.reason(e), e);
        } finally {
            var _ = attempt.whenComplete((connection, _) -> {
                if (connection != null) {
                    var _ = connection.closeAsync();
                }
            });
        }
    }
}
