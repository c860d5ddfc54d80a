package io.shapservice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchTest {
    private static final Path SAMPLES = Path.of("..", "samples");

    private final StringWriter errors = new StringWriter();

    @Test
    void theFiguresAreOneJsonLineWhoseNumbersAgree() throws IOException {
        var line = bench("--seconds", "0.2", "--threads", "1");

        assertThat(line.lines()).hasSize(1);
        var figures = new ObjectMapper().readTree(line);
        double rowsPerSecond = figures.get("rowsPerSecond").doubleValue();
        assertThat(rowsPerSecond).isPositive();
        assertThat(figures.get("bestRowsPerSecond").doubleValue()).isGreaterThanOrEqualTo(rowsPerSecond);
        assertThat(figures.get("nsPerRowLeaf").doubleValue() * rowsPerSecond * 5920)
                .isBetween(0.99e9, 1.01e9);
        assertThat(figures.get("simdBits").intValue()).isIn(64, 128, 256, 512);
        assertThat(figures.get("threads").intValue()).isEqualTo(1);
        assertThat(figures.get("repeats").intValue()).isPositive();
        assertThat(figures.get("rows").intValue()).isEqualTo(100);
        assertThat(figures.get("loadSeconds").doubleValue()).isPositive();
        assertThat(figures.get("prepareSeconds").doubleValue()).isPositive();
        assertThat(figures.get("tableBytes").longValue()).isZero();
    }

    @Test
    void aWindowOfNoTimeIsAUsageError() {
        assertThat(run("--seconds", "0")).isEqualTo(2);
        assertThat(errors.toString()).contains("--seconds");
    }

    private String bench(String... more) {
        var bytes = new ByteArrayOutputStream();
        var before = System.out;
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            assertThat(run(more)).as(errors.toString()).isZero();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private int run(String... more) {
        var arguments = new ArrayList<>(List.of(
                "bench",
                "--model",
                SAMPLES.resolve("housing.json").toString(),
                "--data",
                SAMPLES.resolve("housing-100.csv").toString()));
        arguments.addAll(List.of(more));
        return ShapCommand.commandLine()
                .setErr(new PrintWriter(errors, true))
                .execute(arguments.toArray(String[]::new));
    }
}
