package io.shapservice.cli.demo;

import io.shapservice.local.InstanceRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a run could leave behind on this machine, noted while it runs: processes, its folder, its port, its registration. */
final class Traces {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int CONNECT_MILLIS = 2_000;

    private final Set<ProcessHandle> processes = new HashSet<>();
    private @Nullable Path folder;
    private @Nullable URI api;

    /** To be called again and again: processes come and go. */
    void note(Stage stage) {
        ProcessHandle.current().descendants().forEach(processes::add);
        if (stage.localMode.isMade()) {
            folder = stage.localMode.get().cluster().logs().getParent();
        }
        if (stage.api.isMade()) {
            api = stage.api.get();
        }
    }

    int processes() {
        return processes.size();
    }

    /** To be called when all is closed; what is left, for people; empty when nothing is. */
    List<String> left() throws Exception {
        Deadline.await(
                "processes that were killed are gone",
                LONGEST,
                () -> processes.stream().noneMatch(ProcessHandle::isAlive));
        var left = new ArrayList<String>();
        ProcessHandle.current().descendants().forEach(process -> left.add("process " + process.pid()));
        if (folder != null && Files.exists(folder)) {
            left.add("folder " + folder);
        }
        if (api != null && listens(api)) {
            left.add("port " + api.getPort());
        }
        long self = ProcessHandle.current().pid();
        InstanceRegistry.ofUser(System.getenv()).running().stream()
                .filter(instance -> instance.pid() == self)
                .forEach(instance -> left.add("entry of local instance " + instance.pid()));
        return left;
    }

    private static boolean listens(URI address) {
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), address.getPort()), CONNECT_MILLIS);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
