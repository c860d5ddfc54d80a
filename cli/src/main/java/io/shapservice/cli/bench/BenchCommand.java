package io.shapservice.cli.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.shapservice.cli.exit.ExitCode;
import io.shapservice.cli.exit.UserError;
import io.shapservice.cli.explain.ExplainFlags;
import io.shapservice.cli.explain.ParallelExplanation;
import io.shapservice.cli.terminal.Screen;
import io.shapservice.engine.table.TableException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Explains the same rows again and again, once warm, and prints how fast as one JSON line. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Explains every row of DATA again and again for some seconds, after a warm-up as long, and prints one",
            "JSON line. Conversion of the rows and the check of additivity are part of what is timed."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done", "1:failed", "2:usage", "3:the model cannot be used", "4:the data cannot be used"})
public final class BenchCommand implements Callable<Integer> {
    @Mixin
    private ExplainFlags flags = new ExplainFlags();

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "5", description = "To measure for; default: 5.")
    private double seconds;

    @Override
    public Integer call() throws Exception {
        int threads = flags.threads();
        if (!(seconds > 0) || seconds > 86_400) {
            throw new UserError(ExitCode.USAGE, "--seconds " + seconds + ": give more than 0, and at most a day");
        }
        long began = System.nanoTime();
        var ensemble = flags.readModel();
        long read = System.nanoTime();
        var explainer = flags.explainer(ensemble);
        var start = new Start(
                (read - began) / 1e9,
                (System.nanoTime() - read) / 1e9,
                explainer.preparation().tableBytes());
        var table = flags.readRows(ensemble);
        if (table.rows() == 0) {
            throw flags.badRows(new TableException("there are no rows to explain"));
        }
        var explanation = new ParallelExplanation(explainer, threads, flags.valuesPerRow(ensemble));
        var window = Duration.ofNanos(Math.round(seconds * 1e9));
        Repeats repeats;
        try {
            Repeats.of(window, () -> explanation.explain(table, piece -> {}));
            repeats = Repeats.of(window, () -> explanation.explain(table, piece -> {}));
        } catch (TableException e) {
            throw flags.badRows(e);
        }
        Screen.ofProcess().line(json(BenchFigures.of(ensemble, table.rows(), threads, repeats, start)));
        return ExitCode.DONE.number();
    }

    private static String json(BenchFigures figures) throws IOException {
        return new ObjectMapper().writeValueAsString(figures);
    }
}
