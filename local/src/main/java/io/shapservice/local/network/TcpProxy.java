package io.shapservice.local.network;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands each connection to one of the backends of the moment; when there is none, the client sees a reset. */
final class TcpProxy implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TcpProxy.class);
    private static final int CONNECT_MILLIS = 2_000;
    private static final int BACKLOG = 512;

    private final ServerSocket server;
    private final Supplier<List<InetSocketAddress>> backends;
    private final AtomicInteger turn = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private TcpProxy(ServerSocket server, Supplier<List<InetSocketAddress>> backends) {
        this.server = server;
        this.backends = backends;
    }

    static TcpProxy listen(InetSocketAddress address, Supplier<List<InetSocketAddress>> backends) throws IOException {
        ServerSocket server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(address, BACKLOG);
        TcpProxy proxy = new TcpProxy(server, backends);
        Thread.ofVirtual().name("proxy-" + address).start(proxy::accept);
        return proxy;
    }

    InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (SocketException closed) {
                LOG.trace("{} accepts no more", address(), closed);
            } catch (IOException e) {
                LOG.warn("{} could not accept a connection", address(), e);
            }
        }
    }

    private void serve(Socket client) {
        open.add(client);
        try {
            Socket backend = connect();
            open.add(backend);
            CountDownLatch bothEnded = new CountDownLatch(2);
            Thread.ofVirtual().start(() -> copy(client, backend, bothEnded));
            copy(backend, client, bothEnded);
            bothEnded.await();
            end(backend);
        } catch (IOException e) {
            LOG.debug("{}: {}", address(), e.toString());
            reset(client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end(client);
        }
    }

    private Socket connect() throws IOException {
        List<InetSocketAddress> candidates = backends.get();
        int start = turn.getAndIncrement();
        IOException last = new IOException("no pod is ready");
        for (int i = 0; i < candidates.size(); i++) {
            Socket backend = new Socket();
            try {
                backend.connect(candidates.get(Math.floorMod(start + i, candidates.size())), CONNECT_MILLIS);
                backend.setTcpNoDelay(true);
                return backend;
            } catch (IOException e) {
                backend.close();
                last = e;
            }
        }
        throw last;
    }

    /** One direction: the end of it is passed on, and the other may go on; a failure ends both. */
    private static void copy(Socket from, Socket to, CountDownLatch ended) {
        try {
            from.setTcpNoDelay(true);
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            reset(from);
            reset(to);
        } finally {
            ended.countDown();
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            LOG.trace("already closed", e);
        }
    }

    private void end(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            LOG.trace("already closed", e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            LOG.debug("{} did not close", address(), e);
        }
        List.copyOf(open).forEach(TcpProxy::reset);
    }
}
