package io.shapservice.modulerules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceRulesTest {

    @TempDir
    Path sources;

    @Test
    void noFileIsTooLong() {
        assertThat(allSources()).flatExtracting(SourceRules::tooLong).isEmpty();
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(Repository.mainSources())
                .flatExtracting(SourceRules::packagesNotNullMarked)
                .isEmpty();
    }

    @Test
    void nothingIsLeftUnfinished() {
        assertThat(allSources()).flatExtracting(SourceRules::unfinished).isEmpty();
    }

    @Test
    void aFileThatIsTooLongIsFound() throws IOException {
        write("Long.java", "\n".repeat(SourceRules.MOST_LINES + 1));
        write("Right.java", "\n".repeat(SourceRules.MOST_LINES));
        assertThat(new SourceRules(sources).tooLong())
                .singleElement()
                .asString()
                .contains("Long.java has 401 lines");
    }

    @Test
    void aPackageThatIsNotNullMarkedIsFound() throws IOException {
        write("bare/Some.java", "package bare;\n");
        write("unmarked/package-info.java", "package unmarked;\n");
        write("marked/package-info.java", "@NullMarked\npackage marked;\n");
        assertThat(new SourceRules(sources).packagesNotNullMarked())
                .satisfiesExactly(
                        bare -> assertThat(bare).startsWith("bare "),
                        unmarked -> assertThat(unmarked).startsWith("unmarked "));
    }

    @Test
    void somethingUnfinishedIsFound() throws IOException {
        write("Later.java", "// " + "TO" + "DO: write it\n");
        assertThat(new SourceRules(sources).unfinished()).hasSize(1);
    }

    private static List<SourceRules> allSources() {
        return Stream.concat(Repository.mainSources().stream(), Repository.testSources().stream())
                .toList();
    }

    private void write(String name, String text) throws IOException {
        Path file = sources.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
