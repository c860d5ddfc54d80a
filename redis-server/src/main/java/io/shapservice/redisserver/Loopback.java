package io.shapservice.redisserver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/**
 * Addresses of this machine that nobody else uses at the moment. A node of a cluster listens on a second port, 10000 above its own,
 * and ports of one address are soon taken; Linux has 16 million loopback addresses.
 */
final class Loopback {
    static final int PORT = 6379;
    private static final int BUS = PORT + 10_000;
    private static final int TRIES = 100;

    private Loopback() {}

    static String free(RandomGenerator random) {
        for (int i = 0; i < TRIES; i++) {
            String address =
                    "127." + random.nextInt(64, 128) + "." + random.nextInt(256) + "." + random.nextInt(1, 255);
            if (free(address, PORT) && free(address, BUS)) {
                return address;
            }
        }
        throw new IllegalStateException("no free address in 127.64.0.0/10: loopback addresses other than 127.0.0.1"
                + " are needed, which Linux has");
    }

    private static boolean free(String address, int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(address))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
