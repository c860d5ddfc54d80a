package io.shapservice.local.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/**
 * The addresses 127.n.1.1 to 127.n.240.250 for an n that no other instance on this machine uses; a bound socket holds it.
 * All of 127/8 is loopback on Linux; other systems have 127.0.0.1 alone.
 */
public final class AddressBlock implements AutoCloseable {
    private static final int LOCK_PORT = 20853;
    private static final int ATTEMPTS = 500;
    private static final int HOSTS = 250;
    private static final int SUBNETS = 240;

    private final int second;
    private final ServerSocket lock;
    private int next;

    private AddressBlock(int second, ServerSocket lock) {
        this.second = second;
        this.lock = lock;
    }

    public static AddressBlock claim(RandomGenerator random) throws IOException {
        IOException last = new IOException("no attempt was made");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int second = 16 + random.nextInt(SUBNETS - 16);
            try {
                InetAddress address = InetAddress.ofLiteral("127." + second + ".255.254");
                return new AddressBlock(second, new ServerSocket(LOCK_PORT, 1, address));
            } catch (IOException taken) {
                last = taken;
            }
        }
        throw new IOException(
                "no block of loopback addresses is free: local mode needs Linux, where all of 127.0.0.0/8 can be bound",
                last);
    }

    /** An address that was not given out for as long as possible. */
    public synchronized String next() {
        int index = next++ % (SUBNETS * HOSTS);
        return "127." + second + "." + (1 + index / HOSTS) + "." + (1 + index % HOSTS);
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
