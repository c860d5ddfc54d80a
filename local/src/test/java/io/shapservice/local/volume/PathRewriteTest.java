package io.shapservice.local.volume;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerBuilder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PathRewriteTest {
    private final PathRewrite rewrite = PathRewrite.of(
            new ContainerBuilder()
                    .addNewVolumeMount()
                    .withMountPath("/data")
                    .endVolumeMount()
                    .addNewVolumeMount()
                    .withMountPath("/data/inner/")
                    .endVolumeMount()
                    .build(),
            Path.of("/root"));

    @Test
    void pathsBelowAMountLeadToTheRoot() {
        assertThat(rewrite.apply("/data")).isEqualTo("/root/data");
        assertThat(rewrite.apply("/data/inner/x")).isEqualTo("/root/data/inner/x");
        assertThat(rewrite.apply("--dir=/data/x --other /data")).isEqualTo("--dir=/root/data/x --other /root/data");
    }

    @Test
    void otherPathsAreLeftAlone() {
        assertThat(rewrite.apply("/database")).isEqualTo("/database");
        assertThat(rewrite.apply("/mnt/data")).isEqualTo("/mnt/data");
        assertThat(rewrite.apply("http://host/data")).isEqualTo("http://host/data");
    }
}
