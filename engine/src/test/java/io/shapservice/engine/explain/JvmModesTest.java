package io.shapservice.engine.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However the JVM runs the kernels, and whatever the width of its vectors, the values have the same bits. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JvmModesTest {
    private List<String> here = List.of();

    @BeforeAll
    void computeHere() throws Exception {
        here = ValueDigests.lines(1);
        assertThat(here).allMatch(line -> line.matches(".* \\[[0-9a-f]{16}]"), "slices and threads change no bit");
    }

    /** Compiled modes compute several times, and wait for the compiler, so that compiled code is what answers in the end. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "-Xint, 1",
        "-XX:TieredStopAtLevel=1 -Xbatch, 2",
        "-XX:-TieredCompilation -Xbatch, 3",
        "-Xbatch -XX:-UseSuperWord, 2",
        "-Xbatch -XX:MaxVectorSize=16, 2",
        "-Xbatch -XX:MaxVectorSize=32, 2",
        "-Xbatch -XX:MaxVectorSize=64, 2",
        "-Xbatch -XX:UseAVX=2, 2",
        "-Xbatch -XX:+UnlockDiagnosticVMOptions -XX:SuperWordAutomaticAlignment=0, 2"
    })
    void aJvmOfAnotherModeGivesTheSameBits(String mode, int repeats, @TempDir Path folder) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(mode.split(" ")));
        // Other processors have no AVX to turn off.
        command.addAll(List.of("-XX:+IgnoreUnrecognizedVMOptions", "-XX:+UseSerialGC", "-Xmx512m"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ValueDigests.class.getName()));
        command.add(Integer.toString(repeats));
        Path output = folder.resolve("output");
        Path errors = folder.resolve("errors");

        Process child = new ProcessBuilder(command)
                .redirectOutput(new File(output.toString()))
                .redirectError(new File(errors.toString()))
                .start();

        assertThat(child.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readAllLines(output)).as(Files.readString(errors)).isEqualTo(here);
    }
}
