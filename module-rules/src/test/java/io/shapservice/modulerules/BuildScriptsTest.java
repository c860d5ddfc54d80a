package io.shapservice.modulerules;

import static io.shapservice.modulerules.Repository.TOP;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a machine without the right JDK is told. */
class BuildScriptsTest {

    private static final String MISSING =
            "JDK 25 or later is needed and was not found: install Temurin 25 (adoptium.net) or set JAVA_HOME to one\n";

    @TempDir
    Path jdks;

    @Test
    void withoutAJdkTheBuildSaysInOneLineWhatToInstall() throws Exception {
        jdk("old", "21.0.4");
        assertThat(run(TOP.resolve("mvnw").toString(), "--version")).isEqualTo(new Ended(1, MISSING));
    }

    @Test
    void aJdkInAUsualPlaceIsFoundWhateverJavaHomeSays() throws Exception {
        jdk("old", "21.0.4");
        Path young = jdk("young", "25.0.1");
        assertThat(run(
                        "sh",
                        "-c",
                        ". \"$0\" && jdk_home",
                        TOP.resolve(".mvn/jdk.sh").toString()))
                .isEqualTo(new Ended(0, young + "\n"));
    }

    private record Ended(int exitCode, String output) {}

    private Ended run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", tools());
        builder.environment().put("HOME", jdks.toString());
        builder.environment().put("JAVA_HOME", jdks.resolve("old").toString());
        builder.environment().put("SHAP_JDK_FOLDERS", jdks.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Ended(process.waitFor(), output);
    }

    /** The few commands that the scripts use, and no java. */
    private String tools() throws IOException {
        Path bin = Files.createTempDirectory(jdks, "tools");
        for (String tool : new String[] {"sh", "sed", "dirname"}) {
            Path usual = Path.of("/usr/bin", tool);
            Files.createSymbolicLink(bin.resolve(tool), Files.exists(usual) ? usual : Path.of("/bin", tool));
        }
        return bin.toString();
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = jdks.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.createFile(
                home.resolve("bin/javac"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Any\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }
}
