package io.shapservice.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Makes connections, all with the same settings and the same few threads. */
final class Connector implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration USER_TIMEOUT = Duration.ofSeconds(12);
    private static final int THREADS = 2;
    private static final int REQUEST_QUEUE = 1024;
    private static final int PAGE = 8192;
    private static final int CHUNK_ORDER = 7;

    private final ClientResources resources;
    private final RedisClient client;
    private final RedisURI uri;

    Connector(RedisSettings settings) {
        resources = DefaultClientResources.builder()
                .ioThreadPoolSize(THREADS)
                .computationThreadPoolSize(THREADS)
                .commandLatencyRecorder(CommandLatencyRecorder.disabled())
                .nettyCustomizer(pooled())
                .build();
        client = RedisClient.create(resources);
        client.setOptions(options(settings));
        uri = RedisURI.create(settings.url());
        uri.setTimeout(CONNECT_TIMEOUT);
        uri.setClientName("shap");
        if (settings.passwordFile() != null || settings.username() != null) {
            uri.setCredentialsProvider(new FileCredentials(settings.username(), settings.passwordFile()));
        }
    }

    CompletableFuture<StatefulRedisConnection<byte[], byte[]>> connect() {
        return client.connectAsync(ByteArrayCodec.INSTANCE, uri).toCompletableFuture();
    }

    /** How long a connection may take to be made, name resolution and handshake included. */
    static Duration connectTimeout() {
        return CONNECT_TIMEOUT.multipliedBy(2);
    }

    @Override
    public void close() {
        client.shutdown(0, 2, TimeUnit.SECONDS);
        resources.shutdown(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }

    private static ClientOptions options(RedisSettings settings) {
        SocketOptions socket = SocketOptions.builder()
                .connectTimeout(CONNECT_TIMEOUT)
                .keepAlive(SocketOptions.KeepAliveOptions.builder()
                        .enable(settings.keepAlive())
                        .idle(Duration.ofSeconds(5))
                        .interval(Duration.ofSeconds(2))
                        .count(3)
                        .build())
                // Keepalive is silent while data is unacknowledged: without this a dead peer is noticed after 15
                // minutes.
                .tcpUserTimeout(SocketOptions.TcpUserTimeoutOptions.builder()
                        .enable(io.lettuce.core.resource.EpollProvider.isAvailable())
                        .tcpUserTimeout(USER_TIMEOUT)
                        .build())
                .build();
        // Links reconnect by themselves: a connection that is lost fails what was in flight and never sends it again.
        return ClientOptions.builder()
                .autoReconnect(false)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(REQUEST_QUEUE)
                .socketOptions(socket)
                .timeoutOptions(TimeoutOptions.builder().timeoutCommands(false).build())
                .protocolVersion(ProtocolVersion.RESP2)
                .maintNotificationsConfig(MaintNotificationsConfig.disabled())
                .build();
    }

    /** Netty's adaptive allocator keeps far too much on few cores (netty #17166). */
    private static NettyCustomizer pooled() {
        PooledByteBufAllocator allocator = new PooledByteBufAllocator(true, 1, 1, PAGE, CHUNK_ORDER, 64, 16, false);
        return new NettyCustomizer() {
            @Override
            public void afterBootstrapInitialized(Bootstrap bootstrap) {
                bootstrap.option(ChannelOption.ALLOCATOR, allocator);
            }
        };
    }
}
