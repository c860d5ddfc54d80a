package io.shapservice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class UsageTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpNamesEveryCommandAndIsNoError() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("demo", "up", "status", "explain");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void helpOfACommandNamesItsOptions() {
        assertThat(run("explain", "--help")).isZero();
        assertThat(out.toString())
                .contains(
                        "--model",
                        "--data",
                        "--format",
                        "--background",
                        "--method",
                        "--interactions",
                        "--output",
                        "--precision",
                        "--threads",
                        "--out");
        assertThat(run("up", "--help")).isZero();
        assertThat(out.toString()).contains("--file", "--port");
    }

    @Test
    void noCommandIsAUsageErrorThatPointsToTheHelp() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().contains("--help");
    }

    @Test
    void aFileThatCannotBeServedIsAUsageErrorBeforeAnythingStarts() {
        assertThat(run("up", "-f", "absent.yaml")).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().contains("absent.yaml");
    }

    private int run(String... arguments) {
        return ShapCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
