package io.shapservice.engine.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** However the JVM runs the kernels, and whatever the width of its vectors, the values have the same bits. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JvmModesTest {
    private static final List<Arguments> ALWAYS = List.of(
            arguments("-XX:TieredStopAtLevel=1 -Xbatch", 2),
            arguments("-Xbatch -XX:MaxVectorSize=16", 2),
            arguments("-Xbatch -XX:+UnlockDiagnosticVMOptions -XX:SuperWordAutomaticAlignment=0", 2));

    private static final List<Arguments> OTHERS = List.of(
            arguments("-Xint", 1),
            arguments("-XX:-TieredCompilation -Xbatch", 3),
            arguments("-Xbatch -XX:-UseSuperWord", 2),
            arguments("-Xbatch -XX:MaxVectorSize=32", 2),
            arguments("-Xbatch -XX:MaxVectorSize=64", 2),
            arguments("-Xbatch -XX:UseAVX=2", 2));

    private List<String> here = List.of();

    @BeforeAll
    void computeHere() throws Exception {
        here = ValueDigests.lines(1);
        assertThat(here).allMatch(line -> line.matches(".* \\[[0-9a-f]{16}]"), "slices and threads change no bit");
    }

    /** Each takes some seconds: all with {@code -Dshap.jvmModes=all}. */
    private static Stream<Arguments> modes() {
        boolean all = "all".equals(System.getProperty("shap.jvmModes"));
        return Stream.concat(ALWAYS.stream(), all ? OTHERS.stream() : Stream.empty());
    }

    /** Compiled modes compute several times, and wait for the compiler, so that compiled code is what answers in the end. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("modes")
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
