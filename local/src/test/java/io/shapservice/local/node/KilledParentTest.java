package io.shapservice.local.node;

import static io.shapservice.local.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class KilledParentTest {
    /** Runs a node with one pod, says what it started, and waits to be killed. */
    static final class Parent {
        private Parent() {}

        public static void main(String[] args) throws InterruptedException {
            TestNode test = new TestNode();
            Pod pod = test.startReady(
                    TestNode.pod("killed", "orphan", TestNode.container().build()));
            System.out.println(TestNode.pidOf(pod) + " " + test.state);
            Thread.currentThread().join();
        }
    }

    @Test
    void aNodeThatIsKilledLeavesNoProcessAndNoFile() throws IOException {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = parent.inputReader()) {
            String line = output.lines()
                    .filter(each -> each.matches("\\d+ /.*"))
                    .findFirst()
                    .orElseThrow();
            long pod = Long.parseLong(line.substring(0, line.indexOf(' ')));
            Path state = Path.of(line.substring(line.indexOf(' ') + 1));
            assertThat(TestNode.lives(pod)).isTrue();
            assertThat(state).isDirectory();

            parent.destroyForcibly();

            eventually(() -> pod, pid -> assertThat(TestNode.lives(pid)).isFalse());
            eventually(() -> state, folder -> assertThat(folder).doesNotExist());
        } finally {
            parent.destroyForcibly();
        }
    }
}
