package io.shapservice.local.pod;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Asks a container once, as the kubelet does.
 *
 * @param program turns a command of the container into a process to start
 */
record ProbeCheck(Container container, String podIp, Function<List<String>, ProcessBuilder> program) {

    /** The failure in words, or empty when the probe passed. */
    Optional<String> failure(Probe probe) {
        int timeoutMillis = 1000 * Objects.requireNonNullElse(probe.getTimeoutSeconds(), 1);
        try {
            if (probe.getHttpGet() != null) {
                return http(probe, timeoutMillis);
            }
            if (probe.getTcpSocket() != null) {
                return tcp(probe.getTcpSocket().getPort(), timeoutMillis);
            }
            return probe.getExec() == null
                    ? Optional.of("local mode has httpGet, tcpSocket and exec probes only")
                    : exec(probe.getExec().getCommand(), timeoutMillis);
        } catch (IOException e) {
            return Optional.of(Objects.requireNonNullElse(e.getMessage(), e.toString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    private Optional<String> http(Probe probe, int timeoutMillis) throws IOException {
        var get = probe.getHttpGet();
        String path = Objects.requireNonNullElse(get.getPath(), "/");
        URI uri = URI.create("http://" + podIp + ":" + number(get.getPort()) + path);
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        try {
            connection.setConnectTimeout(timeoutMillis);
            connection.setReadTimeout(timeoutMillis);
            connection.setInstanceFollowRedirects(false);
            connection.setUseCaches(false);
            connection.setRequestProperty("Connection", "close");
            connection.setRequestProperty("User-Agent", "kube-probe/local");
            int status = connection.getResponseCode();
            return status >= 200 && status < 400
                    ? Optional.empty()
                    : Optional.of("HTTP probe failed with statuscode: " + status);
        } finally {
            connection.disconnect();
        }
    }

    private Optional<String> tcp(IntOrString port, int timeoutMillis) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral(podIp), number(port)), timeoutMillis);
            return Optional.empty();
        }
    }

    private Optional<String> exec(List<String> command, int timeoutMillis) throws IOException, InterruptedException {
        Process process = program.apply(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(timeoutMillis, TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            return Optional.of("command timed out");
        }
        return process.exitValue() == 0
                ? Optional.empty()
                : Optional.of("command exited with code " + process.exitValue());
    }

    private int number(IntOrString port) {
        if (port.getStrVal() == null) {
            return port.getIntVal();
        }
        return container.getPorts().stream()
                .filter(each -> port.getStrVal().equals(each.getName()))
                .map(ContainerPort::getContainerPort)
                .findFirst()
                .orElse(0);
    }
}
