package io.shapservice.redisserver;

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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A network between clients and a server that can be slow, or swallow everything while connections stay open, as a cut cable
 * does. The fault of the moment holds for connections that are open as well as for new ones.
 */
public final class FaultyNetwork implements AutoCloseable {
    private static final int BUFFER = 16 * 1024;
    private static final Duration LOOK = Duration.ofMillis(5);

    private final ServerSocket listening;
    private final InetSocketAddress server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger generation = new AtomicInteger();
    private volatile Fault fault = Fault.NONE;

    /**
     * What is wrong with the network.
     *
     * @param delay of each packet, on the way there and on the way back
     * @param bytesPerSecond that pass at most, in each direction of each connection; 0 for as many as come
     * @param partition nothing passes; what is on its way arrives when the partition has ended
     */
    private record Fault(Duration delay, long bytesPerSecond, boolean partition) {
        static final Fault NONE = new Fault(Duration.ZERO, 0, false);
    }

    private FaultyNetwork(ServerSocket listening, InetSocketAddress server) {
        this.listening = listening;
        this.server = server;
    }

    public static FaultyNetwork before(RedisServer server) {
        try {
            String[] at = server.address().split(":", 2);
            ServerSocket listening = new ServerSocket(0, 128, InetAddress.getByName("127.0.0.1"));
            FaultyNetwork network = new FaultyNetwork(listening, new InetSocketAddress(at[0], Integer.parseInt(at[1])));
            Thread.ofVirtual().name("faulty-network").start(network::accept);
            return network;
        } catch (IOException e) {
            throw new IllegalStateException("no network before " + server.address(), e);
        }
    }

    /** {@code redis://host:port} on this side of the network. */
    public String url() {
        return "redis://127.0.0.1:" + listening.getLocalPort();
    }

    /** Each packet takes so long, on the way there and on the way back. */
    public void delay(Duration each) {
        fault = new Fault(each, 0, false);
    }

    /** No more than so many bytes a second pass, in each direction of each connection. */
    public void throttle(long bytesPerSecond) {
        fault = new Fault(Duration.ZERO, bytesPerSecond, false);
    }

    /** Nothing passes, nobody is told. */
    public void partition() {
        fault = new Fault(Duration.ZERO, 0, true);
    }

    /**
     * The connections that are open now are dead for ever without anybody being told, new ones pass: so it is after a firewall or
     * an address translator has forgotten its table.
     */
    public void forgetConnections() {
        generation.incrementAndGet();
    }

    public void heal() {
        fault = Fault.NONE;
    }

    @Override
    public void close() {
        closeQuietly(listening);
        open.forEach(FaultyNetwork::closeQuietly);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                // Closed.
                return;
            }
        }
    }

    private void serve(Socket client) {
        Socket upstream = new Socket();
        int born = generation.get();
        open.add(client);
        open.add(upstream);
        try {
            // A cut cable: the connection is open on one side only.
            awaitPassage();
            upstream.connect(server);
            Thread back = Thread.ofVirtual().start(() -> pump(upstream, client, born));
            pump(client, upstream, born);
            back.join();
        } catch (IOException e) {
            // The server is away: so it looks from the other side as well.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closeQuietly(client);
            closeQuietly(upstream);
            open.remove(client);
            open.remove(upstream);
        }
    }

    private void pump(Socket from, Socket to, int born) {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                Fault now = fault;
                LockSupport.parkNanos(now.delay.toNanos());
                if (now.bytesPerSecond > 0) {
                    LockSupport.parkNanos(length * 1_000_000_000L / now.bytesPerSecond);
                }
                awaitPassage();
                if (generation.get() == born) {
                    out.write(buffer, 0, length);
                }
            }
        } catch (IOException e) {
            // Either side is gone: the other is told below.
        }
        closeQuietly(from);
        closeQuietly(to);
    }

    private void awaitPassage() {
        while (fault.partition && !listening.isClosed()) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // Closed already.
        }
    }
}
