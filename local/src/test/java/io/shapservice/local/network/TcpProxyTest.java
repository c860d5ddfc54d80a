package io.shapservice.local.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class TcpProxyTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    private static final int TIMEOUT_MILLIS = 30_000;

    @Test
    void aClientThatHasSaidAllStillHearsTheAnswer() throws IOException {
        try (ServerSocket backend = new ServerSocket(0, 1, ANY_PORT.getAddress());
                TcpProxy proxy = proxyTo(backend)) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> {
                try (Socket connection = backend.accept()) {
                    byte[] all = connection.getInputStream().readAllBytes();
                    connection.getOutputStream().write(("heard " + all.length).getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            try (Socket client = connect(proxy)) {
                client.getOutputStream().write(new byte[100_000]);
                client.shutdownOutput();

                assertThat(client.getInputStream().readAllBytes()).asString().isEqualTo("heard 100000");
            }
            served.join();
        }
    }

    @Test
    void aBackendThatBreaksOffBreaksOffTheClient() throws IOException {
        try (ServerSocket backend = new ServerSocket(0, 1, ANY_PORT.getAddress());
                TcpProxy proxy = proxyTo(backend);
                Socket client = connect(proxy)) {
            try (Socket connection = backend.accept()) {
                connection.setSoLinger(true, 0);
            }

            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void withoutABackendTheConnectionIsReset() throws IOException {
        try (TcpProxy proxy = TcpProxy.listen(ANY_PORT, List::of);
                Socket client = connect(proxy)) {
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void aBackendThatRefusesIsPassedOver() throws IOException {
        InetSocketAddress refusing;
        try (ServerSocket closed = new ServerSocket(0, 1, ANY_PORT.getAddress())) {
            refusing = (InetSocketAddress) closed.getLocalSocketAddress();
        }
        try (ServerSocket backend = new ServerSocket(0, 1, ANY_PORT.getAddress());
                TcpProxy proxy = TcpProxy.listen(
                        ANY_PORT, () -> List.of(refusing, (InetSocketAddress) backend.getLocalSocketAddress()));
                Socket client = connect(proxy);
                Socket connection = backend.accept()) {
            client.getOutputStream().write(7);

            assertThat(connection.getInputStream().read()).isEqualTo(7);
        }
    }

    @Test
    void twoInstancesNeverShareAnAddress() throws IOException {
        List<Integer> drawn = new ArrayList<>();
        try (AddressBlock first = AddressBlock.claim(drawing(bound -> remember(drawn, bound)));
                AddressBlock second = AddressBlock.claim(RandomGenerator.getDefault())) {
            assertThat(first.next()).startsWith("127.").isNotEqualTo(first.next());
            assertThat(second.next()).isNotEqualTo(first.next());
            assertThatThrownBy(() -> AddressBlock.claim(drawing(bound -> drawn.getLast())))
                    .isInstanceOf(IOException.class);
        }
    }

    private static int remember(List<Integer> drawn, int bound) {
        drawn.add(RandomGenerator.getDefault().nextInt(bound));
        return drawn.getLast();
    }

    private static RandomGenerator drawing(IntUnaryOperator numbers) {
        return new RandomGenerator() {
            @Override
            public int nextInt(int bound) {
                return numbers.applyAsInt(bound);
            }

            @Override
            public long nextLong() {
                throw new AssertionError("not a number below a bound");
            }
        };
    }

    private static TcpProxy proxyTo(ServerSocket backend) throws IOException {
        return TcpProxy.listen(ANY_PORT, () -> List.of((InetSocketAddress) backend.getLocalSocketAddress()));
    }

    private static Socket connect(TcpProxy proxy) throws IOException {
        Socket client = new Socket();
        client.setSoTimeout(TIMEOUT_MILLIS);
        client.connect(proxy.address());
        return client;
    }
}
