package io.shapservice.cli.explain;

import io.shapservice.cli.exit.ExitCode;
import io.shapservice.cli.exit.UserError;
import io.shapservice.engine.background.Background;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.ExplainOptions.Method;
import io.shapservice.engine.explain.ExplainOptions.Output;
import io.shapservice.engine.explain.ExplainOptions.Precision;
import io.shapservice.engine.explain.Explainer;
import io.shapservice.engine.explain.Explainers;
import io.shapservice.engine.explain.FeatureGroups;
import io.shapservice.engine.explain.UnsupportedOptionsException;
import io.shapservice.engine.model.ModelException;
import io.shapservice.engine.model.ModelFormat;
import io.shapservice.engine.model.Models;
import io.shapservice.engine.table.Columns;
import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which model explains which rows, and how: the flags of every command that computes. */
public final class ExplainFlags {
    @Option(names = "--model", required = true, paramLabel = "FILE", description = "Model as its library saves it.")
    private Path model = Path.of("");

    @Option(names = "--data", required = true, paramLabel = "FILE", description = "Rows: .npy, .csv or .json.")
    private Path data = Path.of("");

    @Option(
            names = "--header",
            arity = "1",
            defaultValue = "true",
            paramLabel = "true|false",
            description = "Whether the first line of a CSV file names the columns; default: true.")
    private boolean header = true;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = ModelFormatWord.class,
            description = "Of the model, one of ${COMPLETION-CANDIDATES}; default: told from its content.",
            completionCandidates = ModelFormatWord.class)
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

    @Option(
            names = "--group",
            paramLabel = "NAME:COLUMN,COLUMN…",
            description = "Columns that are shown as one feature; may be repeated.")
    private List<String> groups = List.of();

    @Option(names = "--threads", paramLabel = "N", description = "Default: one for each processor.")
    private int threads = Runtime.getRuntime().availableProcessors();

    public int threads() throws UserError {
        if (threads < 1) {
            throw new UserError(ExitCode.USAGE, "--threads " + threads + ": give 1 or more");
        }
        return threads;
    }

    public TreeEnsemble readModel() throws UserError {
        try {
            return Models.read(model, format);
        } catch (ModelException e) {
            throw new UserError(ExitCode.BAD_MODEL, naming(model, e));
        }
    }

    public Table readRows(TreeEnsemble ensemble) throws UserError {
        try {
            return Columns.align(RowsFile.read(data, header, ensemble.categoryNames()), ensemble);
        } catch (TableException e) {
            throw badRows(e);
        }
    }

    public UserError badRows(TableException e) {
        return new UserError(ExitCode.BAD_DATA, naming(data, e));
    }

    public Explainer explainer(TreeEnsemble ensemble) throws UserError {
        boolean fromRows = method == Method.INTERVENTIONAL || !ensemble.hasCovers();
        if (background != null && !fromRows) {
            throw new UserError(
                    ExitCode.USAGE,
                    "--background is for --method interventional, and for models that keep no covers:"
                            + " leave it out or change the method");
        }
        @Nullable Background rows = readBackground(ensemble);
        try {
            return rows == null || method == Method.INTERVENTIONAL
                    ? Explainers.create(ensemble, options(), rows)
                    : Explainers.create(ensemble.withCovers(rows.rows().values(), rows.weights()), options());
        } catch (UnsupportedOptionsException e) {
            throw new UserError(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    /** Numbers that the explanation of a row consists of. */
    public long valuesPerRow(TreeEnsemble ensemble) {
        long features = ensemble.features();
        return (interactions ? features + 1 : 1) * features * ensemble.outputs();
    }

    private ExplainOptions options() throws UserError {
        try {
            var parsed = groups.stream().map(FeatureGroups::parse).toList();
            return new ExplainOptions(method, interactions, output, precision, new FeatureGroups(parsed));
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.USAGE, "--group: " + e.getMessage());
        }
    }

    private @Nullable Background readBackground(TreeEnsemble ensemble) throws UserError {
        if (background == null) {
            return null;
        }
        try {
            return Background.of(RowsFile.read(background, header, ensemble.categoryNames()))
                    .aligned(ensemble);
        } catch (TableException e) {
            throw new UserError(ExitCode.BAD_DATA, naming(background, e));
        }
    }

    private static String naming(Path file, Exception e) {
        var message = String.valueOf(e.getMessage());
        return message.startsWith(file.toString()) ? message : file + ": " + message;
    }
}
