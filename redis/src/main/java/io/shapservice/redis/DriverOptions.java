package io.shapservice.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.EpollProvider;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import java.time.Duration;

/** What the driver is told to do otherwise than by default. */
final class DriverOptions {
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    static final int REQUEST_QUEUE = 1024;
    private static final Duration USER_TIMEOUT = Duration.ofSeconds(12);
    private static final int THREADS = 2;
    private static final int PAGE = 8192;
    /** Pages double so often in one piece of an arena: 1 MiB, where a chunk of a blob fits in with others. */
    private static final int ARENA_ORDER = 7;

    private DriverOptions() {}

    static ClientResources resources() {
        return DefaultClientResources.builder()
                .ioThreadPoolSize(THREADS)
                .computationThreadPoolSize(THREADS)
                .commandLatencyRecorder(CommandLatencyRecorder.disabled())
                .nettyCustomizer(pooled())
                .build();
    }

    static ClientOptions client(RedisSettings settings) {
        // Links reconnect by themselves: a connection that is lost fails what was in flight and never sends it again.
        ClientOptions.Builder options = ClientOptions.builder()
                .autoReconnect(false)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(REQUEST_QUEUE)
                .socketOptions(socket(settings))
                .timeoutOptions(TimeoutOptions.builder().timeoutCommands(false).build())
                .protocolVersion(ProtocolVersion.RESP2)
                .maintNotificationsConfig(MaintNotificationsConfig.disabled());
        if (settings.access().authorityFile() != null) {
            options.sslOptions(SslOptions.builder()
                    .jdkSslProvider()
                    .trustManager(settings.access().authorityFile().toFile())
                    .build());
        }
        return options.build();
    }

    private static SocketOptions socket(RedisSettings settings) {
        return SocketOptions.builder()
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
                        .enable(EpollProvider.isAvailable())
                        .tcpUserTimeout(USER_TIMEOUT)
                        .build())
                .build();
    }

    /** Netty's adaptive allocator keeps far too much on few cores (netty #17166). */
    private static NettyCustomizer pooled() {
        PooledByteBufAllocator allocator = new PooledByteBufAllocator(true, 1, 1, PAGE, ARENA_ORDER, 64, 16, false);
        return new NettyCustomizer() {
            @Override
            public void afterBootstrapInitialized(Bootstrap bootstrap) {
                bootstrap.option(ChannelOption.ALLOCATOR, allocator);
            }
        };
    }
}
