package io.shapservice.local.network;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PodPortsTest {
    @Test
    void aListenerOnAllAddressesIsToldByItsPort() throws IOException {
        try (ServerSocket everywhere = new ServerSocket(0)) {
            int port = everywhere.getLocalPort();

            assertThatThrownBy(() -> PodPorts.requireFree(port))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("port " + port + " is taken on all addresses")
                    .hasMessageContaining("stop that process");
        }
    }

    @Test
    void aListenerOnOneAddressIsInNobodysWay() throws IOException {
        try (ServerSocket one = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThatCode(() -> PodPorts.requireFree(one.getLocalPort())).doesNotThrowAnyException();
        }
    }
}
