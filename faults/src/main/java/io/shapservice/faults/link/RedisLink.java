package io.shapservice.faults.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Stands between the programs and Redis, and does to their bytes what {@link LinkState} says. */
public final class RedisLink implements AutoCloseable {
    private static final int BACKLOG = 256;
    private static final int BUFFER = 64 * 1024;
    private static final long LOOK_NANOS = Duration.ofMillis(10).toNanos();

    private final ServerSocket server;
    private final InetSocketAddress redis;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile LinkState state = new LinkState.Open();

    private RedisLink(ServerSocket server, InetSocketAddress redis) {
        this.server = server;
        this.redis = redis;
    }

    public static RedisLink to(InetSocketAddress redis) {
        try {
            RedisLink link = new RedisLink(new ServerSocket(0, BACKLOG, InetAddress.getByName("127.0.0.1")), redis);
            Thread.ofVirtual().name("redis-link").start(link::accept);
            return link;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on 127.0.0.1", e);
        }
    }

    public String url() {
        return "redis://127.0.0.1:" + server.getLocalPort();
    }

    public void set(LinkState next) {
        state = next;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket client) {
        sockets.add(client);
        Socket backend = new Socket();
        try {
            passable();
            backend.connect(redis);
            sockets.add(backend);
            client.setTcpNoDelay(true);
            backend.setTcpNoDelay(true);
            Thread.ofVirtual().start(() -> copy(client, backend));
            copy(backend, client);
        } catch (IOException e) {
            end(client, backend);
        }
    }

    private void copy(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                passable();
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            // One end is gone: so is the other, below.
        } finally {
            end(from, to);
        }
    }

    private void passable() {
        if (state instanceof LinkState.Slow(Duration oneWay)) {
            LockSupport.parkNanos(oneWay.toNanos());
        }
        while (state instanceof LinkState.Silent && !server.isClosed()) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private void end(Socket... both) {
        for (Socket socket : both) {
            sockets.remove(socket);
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sockets.forEach(this::end);
    }
}
