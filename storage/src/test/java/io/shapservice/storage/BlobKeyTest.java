package io.shapservice.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlobKeyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "../etc/passwd",
                "job/../../x",
                "job//in/0",
                "job/j/in/",
                "/job/j/in/0",
                "job/j/in/0\0",
                "job/j/in/0\n",
                "model/sha256:short",
                "model/sha256:" + "G000000000000000000000000000000000000000000000000000000000000000"
            })
    void aHostileKeyIsRefused(String path) {
        assertThatThrownBy(() -> new BlobKey(path)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keysNameWhatTheyHold() {
        assertThat(BlobKey.input("j", 3).path()).isEqualTo("job/j/in/3");
        assertThat(BlobKey.output("j", 3, "a").path()).isEqualTo("job/j/out/3/a");
        assertThat(BlobKey.model("sha256:" + "a".repeat(64)).path()).startsWith("model/sha256:a");
    }
}
