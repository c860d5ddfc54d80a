package io.shapservice.cli.explain;

import io.shapservice.cli.exit.ExitCode;
import io.shapservice.cli.exit.UserError;
import io.shapservice.cli.terminal.Screen;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.explain.Explainer;
import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Explains every row of a file with the model of another. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Explains every row of DATA: writes values.npy, base_values.npy, prediction.npy,",
            "and interactions.npy when asked for."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done", "1:failed", "2:usage", "3:the model cannot be used", "4:the data cannot be used"})
public final class ExplainCommand implements Callable<Integer> {
    @Mixin
    private ExplainFlags flags = new ExplainFlags();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to; made if missing.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws Exception {
        int threads = flags.threads();
        var screen = Screen.ofProcess();
        var ready = ready(screen);
        var ensemble = ready.ensemble();
        var table = ready.table();
        long started = System.nanoTime();
        var totals = explain(
                new ParallelExplanation(ready.explainer(), threads, flags.valuesPerRow(ensemble)), table, screen);
        var took = Duration.ofNanos(System.nanoTime() - started);
        new ExplanationSummary(ensemble, totals, took, out).lines().forEach(screen::line);
        return ExitCode.DONE.number();
    }

    /** All that has to be there before the first row can be explained. */
    private record Ready(TreeEnsemble ensemble, Table table, Explainer explainer) {}

    /** Large models and tables take seconds, in which whoever watches should see why. */
    private Ready ready(Screen screen) throws UserError {
        screen.passing("reading the model and the rows");
        try {
            var ensemble = flags.readModel();
            var table = flags.readRows(ensemble);
            return new Ready(ensemble, table, flags.explainer(ensemble));
        } finally {
            screen.passingDone();
        }
    }

    private ExplanationTotals explain(ParallelExplanation explanation, Table table, Screen screen)
            throws UserError, InterruptedException {
        var progress = new ExplainProgress(table.rows(), screen);
        var totals = new ExplanationTotals();
        try (var files = new ExplanationFiles(out, table.rows())) {
            explanation.explain(table, piece -> {
                files.add(piece);
                totals.add(piece);
                progress.rowsDone(totals.rows());
            });
            files.finish();
        } catch (TableException e) {
            throw flags.badRows(e);
        } catch (IOException e) {
            throw new UserError(ExitCode.FAILED, "cannot write to " + out + ": " + e);
        } finally {
            screen.passingDone();
        }
        return totals;
    }
}
