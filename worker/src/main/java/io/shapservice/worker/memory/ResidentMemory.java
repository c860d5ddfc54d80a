package io.shapservice.worker.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The figure that the kernel compares with the container's limit: of the cgroup (v2 or v1) if it is limited to no more than this
 * worker's limit, without the file pages that it would drop first; else the resident set of this process. A larger limit belongs
 * to something around the worker, whose usage says nothing about it.
 */
public final class ResidentMemory implements MemoryProbe {
    private final MemoryProbe probe;

    private ResidentMemory(MemoryProbe probe) {
        this.probe = probe;
    }

    /**
     * @param root of the file system that has {@code proc} and {@code sys}
     * @param limit bytes that this worker may use
     */
    public static ResidentMemory of(Path root, long limit) {
        Path proc = root.resolve("proc/self");
        return new ResidentMemory(cgroup(
                        root.resolve("sys/fs/cgroup"), limit, "memory.max", "memory.current", "inactive_file")
                .or(() -> cgroup(
                        root.resolve("sys/fs/cgroup/memory"),
                        limit,
                        "memory.limit_in_bytes",
                        "memory.usage_in_bytes",
                        "total_inactive_file"))
                .orElse(() -> field(proc.resolve("status"), "VmRSS:").orElse(0) * 1024));
    }

    @Override
    public long used() {
        return probe.used();
    }

    private static Optional<MemoryProbe> cgroup(
            Path folder, long limit, String maximum, String usage, String inactive) {
        boolean ours = number(folder.resolve(maximum)).orElse(Long.MAX_VALUE) <= limit;
        if (!ours || number(folder.resolve(usage)).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(() -> number(folder.resolve(usage)).orElse(0)
                - field(folder.resolve("memory.stat"), inactive).orElse(0));
    }

    private static OptionalLong number(Path file) {
        try {
            return OptionalLong.of(Long.parseLong(Files.readString(file).strip()));
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty(); // no such file, or "max"
        }
    }

    /** The number after a name, in a file of lines of names and numbers. */
    private static OptionalLong field(Path file, String name) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(line -> line.strip().split("\\s+"))
                    .filter(words -> words.length > 1 && words[0].equals(name))
                    .mapToLong(words -> Long.parseLong(words[1]))
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
