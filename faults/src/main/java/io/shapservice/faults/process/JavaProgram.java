package io.shapservice.faults.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a program of this project is started.
 *
 * @param heap of the JVM, such as {@code 240m}
 * @param archive shared class archive, written by the first process; the next ones start in half the time
 * @param target what follows the JVM's flags: {@code -jar FILE} or a class path and a main class
 */
public record JavaProgram(String heap, Path archive, List<String> target) {
    public JavaProgram {
        target = List.copyOf(target);
    }

    public static JavaProgram ofJar(Path jar, String heap, Path archives) {
        return new JavaProgram(heap, archives.resolve(jar.getFileName() + ".jsa"), List.of("-jar", jar.toString()));
    }

    /** With the flags of local mode. */
    public List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + archive,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(target);
        return command;
    }
}
