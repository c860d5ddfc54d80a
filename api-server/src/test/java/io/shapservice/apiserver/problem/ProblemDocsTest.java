package io.shapservice.apiserver.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.protocol.problem.ProblemType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemDocsTest {
    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void everyTypeIsListedInTheDocsWithItsStatus(ProblemType type) throws Exception {
        List<String> lines = Files.readAllLines(Path.of("../docs/http.md"));
        String slug = type.uri().substring(type.uri().lastIndexOf(':') + 1);

        assertThat(lines)
                .anyMatch(line -> line.startsWith("| `" + slug + "`:")
                        && line.endsWith("| " + type.status() + " | " + (type.retryable() ? "yes" : "no") + " |"));
    }
}
