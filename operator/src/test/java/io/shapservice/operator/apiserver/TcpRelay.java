package io.shapservice.operator.apiserver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Stands between an operator and the API server: passes bytes on, late, or not at all while their senders believe that it does. */
final class TcpRelay implements AutoCloseable {
    private final InetSocketAddress server;
    private final ServerSocket listener = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean partitioned;
    private volatile Duration delay = Duration.ZERO;

    TcpRelay(InetSocketAddress server) throws IOException {
        this.server = server;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** No byte passes, and no connection is reset: what a firewall does that drops packets. */
    void partition() {
        partitioned = true;
    }

    void heal() {
        partitioned = false;
    }

    /** Ends all connections, as a server that restarts does. */
    void reset() {
        sockets.forEach(TcpRelay::close);
        sockets.clear();
    }

    /** Each piece of data comes this much later. */
    void slow(Duration later) {
        delay = later;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket upstream = new Socket();
                sockets.add(client);
                sockets.add(upstream);
                upstream.connect(server);
                Thread.ofVirtual().start(() -> pass(client, upstream));
                Thread.ofVirtual().start(() -> pass(upstream, client));
            } catch (IOException e) {
                // The next one may succeed; a closed listener ends the loop.
                Thread.onSpinWait();
            }
        }
    }

    private void pass(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[16 * 1024];
            for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
                LockSupport.parkNanos(delay.toNanos());
                while (partitioned && !listener.isClosed()) {
                    LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                }
                out.write(buffer, 0, count);
            }
        } catch (IOException e) {
            // One side has gone; so does the other.
            close(from);
        }
        close(from);
        close(to);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("a socket can always be closed", e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        reset();
    }
}
