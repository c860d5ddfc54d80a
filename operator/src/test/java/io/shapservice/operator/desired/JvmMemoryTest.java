package io.shapservice.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.crds.quantity.MemorySize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JvmMemoryTest {
    @ParameterizedTest
    @CsvSource({"384,146,24,64,48,102", "512,240,24,64,48,136", "1024,592,48,64,48,272", "4096,2704,192,64,48,1088"})
    void aLimitIsSharedOutByTheTable(long limit, long heap, long direct, long metaspace, long codeCache, long reserve) {
        assertThat(JvmMemory.within(MemorySize.ofMebibytes(limit)))
                .isEqualTo(new JvmMemory(heap, direct, metaspace, codeCache, reserve));
    }

    @Test
    void thePartsAreNeverMoreThanTheWhole() {
        for (long limit = 384; limit <= 65_536; limit += 7) {
            JvmMemory memory = JvmMemory.within(MemorySize.ofMebibytes(limit));
            assertThat(memory.heapMiB()
                            + memory.directMiB()
                            + memory.metaspaceMiB()
                            + memory.codeCacheMiB()
                            + memory.reserveMiB())
                    .isEqualTo(limit);
            assertThat(memory.heapMiB()).isGreaterThanOrEqualTo(128);
        }
    }

    @Test
    void theOptionsEndAJvmThatIsOutOfMemory() {
        assertThat(JvmMemory.within(MemorySize.ofMebibytes(512)).toolOptions())
                .isEqualTo(
                        "-Xmx240m -XX:MaxDirectMemorySize=24m -XX:MaxMetaspaceSize=64m"
                                + " -XX:ReservedCodeCacheSize=48m -XX:+ExitOnOutOfMemoryError -XX:TrimNativeHeapInterval=10000");
    }
}
