package io.shapservice.worker.memory;

import static io.shapservice.worker.memory.MemoryBounds.MIB;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResidentMemoryTest {
    private static final long LIMIT = 512 * MIB;

    @TempDir
    Path root;

    @BeforeEach
    void aProcessOf180MiB() throws IOException {
        write("proc/self/status", "Name:\tjava\nVmHWM:\t  999999 kB\nVmRSS:\t  184320 kB\nThreads:\t20\n");
    }

    @Test
    void withoutCgroupsTheResidentSetCounts() {
        assertThat(ResidentMemory.of(root, LIMIT).used()).isEqualTo(180 * MIB);
    }

    @Test
    void aCgroupV2WithALimitCountsWithoutTheFilePagesThatCanBeDropped() throws IOException {
        write("sys/fs/cgroup/memory.max", "536870912\n");
        write("sys/fs/cgroup/memory.current", 300 * MIB + "\n");
        write("sys/fs/cgroup/memory.stat", "anon 1\ninactive_file " + 50 * MIB + "\nactive_file 7\n");
        assertThat(ResidentMemory.of(root, LIMIT).used()).isEqualTo(250 * MIB);
    }

    @Test
    void aCgroupV1WithALimitCountsLikewise() throws IOException {
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "536870912\n");
        write("sys/fs/cgroup/memory/memory.usage_in_bytes", 300 * MIB + "\n");
        write("sys/fs/cgroup/memory/memory.stat", "inactive_file 3\ntotal_inactive_file " + 40 * MIB + "\n");
        assertThat(ResidentMemory.of(root, LIMIT).used()).isEqualTo(260 * MIB);
    }

    @Test
    void anUnlimitedCgroupSaysNothing() throws IOException {
        write("sys/fs/cgroup/memory.max", "max\n");
        write("sys/fs/cgroup/memory.current", 9000 * MIB + "\n");
        assertThat(ResidentMemory.of(root, LIMIT).used()).isEqualTo(180 * MIB);
    }

    @Test
    void theCgroupOfSomethingLargerAroundTheWorkerSaysNothing() throws IOException {
        write("sys/fs/cgroup/memory.max", 24_000 * MIB + "\n");
        write("sys/fs/cgroup/memory.current", 9000 * MIB + "\n");
        assertThat(ResidentMemory.of(root, LIMIT).used()).isEqualTo(180 * MIB);
    }

    @Test
    void thisMachineGivesAFigure() {
        assertThat(ResidentMemory.of(Path.of("/"), LIMIT).used()).isPositive();
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
