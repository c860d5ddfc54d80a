package io.shapservice.local.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Keeps a terminal's Ctrl-C from children, which are ended in order instead. */
final class OwnSession {
    private OwnSession() {}

    /** {@code setsid} replaces itself by the program, so that the pid is the program's; empty where there is none. */
    static List<String> prefix() {
        return Stream.of("/usr/bin/setsid", "/bin/setsid")
                .filter(path -> Files.isExecutable(Path.of(path)))
                .limit(1)
                .toList();
    }
}
