package io.shapservice.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aLineTakesThePlaceOfThePassingOneWhichIsDrawnAgainBelow() {
        var screen = screen(true);
        screen.passing("10 %");
        screen.line("scaled 1 to 4");
        assertThat(out.toString(UTF_8)).isEqualTo("scaled 1 to 4" + System.lineSeparator());
        assertThat(err.toString(UTF_8)).isEqualTo("10 %\r\u001b[2K10 %");
    }

    @Test
    void aPassingLineNeverWraps() {
        screen(true).passing("x".repeat(500));
        assertThat(err.toString(UTF_8)).hasSize(19);
    }

    @Test
    void whereNobodyWatchesNothingPasses() {
        var screen = screen(false);
        screen.passing("10 %");
        screen.passingDone();
        assertThat(err.size()).isZero();
    }

    private Screen screen(boolean watched) {
        return new Screen(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), watched, 20);
    }
}
