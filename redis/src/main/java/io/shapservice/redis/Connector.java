package io.shapservice.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCredentialsProvider;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.sentinel.api.StatefulRedisSentinelConnection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes connections, all with the same settings and the same few threads. */
final class Connector implements AutoCloseable {
    private final RedisSettings settings;
    private final AtomicInteger renewals = new AtomicInteger();
    private volatile Driver driver;

    /** The driver's client and its threads; they are ours to end. */
    private record Driver(ClientResources resources, RedisClient client) {
        static Driver start(RedisSettings settings) {
            ClientResources resources = DriverOptions.resources();
            RedisClient client = RedisClient.create(resources);
            client.setOptions(DriverOptions.client(settings));
            return new Driver(resources, client);
        }

        void end() {
            client.shutdown(0, 2, TimeUnit.SECONDS);
            resources.shutdown(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
        }
    }

    Connector(RedisSettings settings) {
        this.settings = settings;
        driver = Driver.start(settings);
    }

    CompletableFuture<StatefulRedisConnection<byte[], byte[]>> connect(
            RedisAddress address, RedisCredentialsProvider credentials) {
        RedisURI uri = uri(address, credentials);
        uri.setDatabase(settings.database());
        uri.setClientName("shap");
        return driver.client.connectAsync(ByteArrayCodec.INSTANCE, uri).toCompletableFuture();
    }

    /** One that can be told to listen. */
    CompletableFuture<StatefulRedisPubSubConnection<byte[], byte[]>> connectSubscriber(
            RedisAddress address, RedisCredentialsProvider credentials) {
        RedisURI uri = uri(address, credentials);
        uri.setClientName("shap");
        return driver.client.connectPubSubAsync(ByteArrayCodec.INSTANCE, uri).toCompletableFuture();
    }

    CompletableFuture<StatefulRedisSentinelConnection<String, String>> connectSentinel(
            RedisAddress address, RedisCredentialsProvider credentials) {
        return driver.client.connectSentinelAsync(StringCodec.UTF8, uri(address, credentials));
    }

    /** How long a connection may take to be made, name resolution and handshake included. */
    static Duration connectTimeout() {
        return DriverOptions.CONNECT_TIMEOUT.multipliedBy(2);
    }

    /** Ends all connections and makes further ones with a new client: the last thing to try when Redis has long been silent. */
    synchronized void renew() {
        Driver old = driver;
        driver = Driver.start(settings);
        renewals.incrementAndGet();
        old.end();
    }

    int renewals() {
        return renewals.get();
    }

    @Override
    public synchronized void close() {
        driver.end();
    }

    private RedisURI uri(RedisAddress address, RedisCredentialsProvider credentials) {
        RedisURI uri = RedisURI.create(address.host(), address.port());
        uri.setTimeout(DriverOptions.CONNECT_TIMEOUT);
        uri.setSsl(settings.tls());
        uri.setVerifyPeer(settings.tls());
        uri.setCredentialsProvider(credentials);
        return uri;
    }
}
