package io.shapservice.cli.explain;

import io.shapservice.cli.exit.ExitCode;
import io.shapservice.cli.exit.UserError;
import io.shapservice.cli.terminal.Screen;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.ExplainOptions.Method;
import io.shapservice.engine.explain.ExplainOptions.Output;
import io.shapservice.engine.explain.ExplainOptions.Precision;
import io.shapservice.engine.explain.Explainer;
import io.shapservice.engine.explain.Explainers;
import io.shapservice.engine.explain.Explanation;
import io.shapservice.engine.explain.UnsupportedOptionsException;
import io.shapservice.engine.model.ModelException;
import io.shapservice.engine.model.ModelFormat;
import io.shapservice.engine.model.Models;
import io.shapservice.engine.table.Columns;
import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Explains every row of a file with the model of another. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Explains every row of DATA: writes values.npy, base_values.npy and prediction.npy.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done", "1:failed", "2:usage", "3:the model cannot be used", "4:the data cannot be used"})
public final class ExplainCommand implements Callable<Integer> {
    @Option(names = "--model", required = true, paramLabel = "FILE", description = "Model as its library saves it.")
    private Path model = Path.of("");

    @Option(names = "--data", required = true, paramLabel = "FILE", description = "Rows: .npy, .csv or .json.")
    private Path data = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = ModelFormatWord.class,
            description = "Of the model: xgboost-json or xgboost-ubj; default: told from its content.")
    private @Nullable ModelFormat format;

    @Option(names = "--background", paramLabel = "FILE", description = "Rows that stand for a feature's absence.")
    private @Nullable Path background;

    @Option(names = "--method", defaultValue = "path", description = "path or interventional; default: path.")
    private Method method = Method.PATH;

    @Option(names = "--interactions", description = "Interaction values too.")
    private boolean interactions;

    @Option(names = "--output", defaultValue = "raw", description = "raw or probability; default: raw.")
    private Output output = Output.RAW;

    @Option(names = "--precision", defaultValue = "float", description = "float or double; default: float.")
    private Precision precision = Precision.FLOAT;

    @Option(names = "--threads", paramLabel = "N", description = "Default: one for each processor.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to; made if missing.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws Exception {
        checkUsage();
        var screen = Screen.ofProcess();
        var ensemble = readModel();
        var table = readRows(ensemble);
        var explainer = explainer(ensemble);
        long started = System.nanoTime();
        var explanation = explain(explainer, table, screen);
        var took = Duration.ofNanos(System.nanoTime() - started);
        ExplanationFiles.write(explanation, out);
        new ExplanationSummary(ensemble, explanation, took, out).lines().forEach(screen::line);
        return ExitCode.DONE.number();
    }

    private void checkUsage() throws UserError {
        if (threads < 1) {
            throw new UserError(ExitCode.USAGE, "--threads " + threads + ": give 1 or more");
        }
        if (background != null && method != Method.INTERVENTIONAL) {
            throw new UserError(
                    ExitCode.USAGE, "--background is for --method interventional: leave one out or add the other");
        }
    }

    private TreeEnsemble readModel() throws UserError {
        try {
            return Models.read(model, format);
        } catch (ModelException e) {
            throw new UserError(ExitCode.BAD_MODEL, naming(model, e));
        }
    }

    private Table readRows(TreeEnsemble ensemble) throws UserError {
        try {
            return Columns.align(RowsFile.read(data), ensemble);
        } catch (TableException e) {
            throw new UserError(ExitCode.BAD_DATA, naming(data, e));
        }
    }

    private Explainer explainer(TreeEnsemble ensemble) throws UserError {
        try {
            return Explainers.create(ensemble, new ExplainOptions(method, interactions, output, precision));
        } catch (UnsupportedOptionsException e) {
            throw new UserError(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    private Explanation explain(Explainer explainer, Table table, Screen screen)
            throws UserError, InterruptedException {
        var progress = new ExplainProgress(table.rows(), screen);
        try {
            return new ParallelExplanation(explainer, threads).explain(table, progress::rowsDone);
        } catch (TableException e) {
            throw new UserError(ExitCode.BAD_DATA, naming(data, e));
        } finally {
            screen.passingDone();
        }
    }

    private static String naming(Path file, Exception e) {
        var message = String.valueOf(e.getMessage());
        return message.startsWith(file.toString()) ? message : file + ": " + message;
    }
}
