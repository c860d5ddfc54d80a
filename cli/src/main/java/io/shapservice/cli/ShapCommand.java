package io.shapservice.cli;

import io.shapservice.cli.bench.BenchCommand;
import io.shapservice.cli.demo.DemoCommand;
import io.shapservice.cli.exit.ExitCode;
import io.shapservice.cli.explain.ExplainCommand;
import io.shapservice.cli.status.StatusCommand;
import io.shapservice.cli.up.UpCommand;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.IVersionProvider;

/** The {@code shap} command. */
@Command(
        name = "shap",
        mixinStandardHelpOptions = true,
        versionProvider = ShapCommand.Version.class,
        description = "SHAP explanations of tree models: here, and as a service that heals itself.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            StatusCommand.class,
            ExplainCommand.class,
            BenchCommand.class,
            HelpCommand.class
        })
public final class ShapCommand {
    private ShapCommand() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command with its exit codes and its way of telling errors; apart from {@link #main} so that tests can run it. */
    static CommandLine commandLine() {
        return new CommandLine(new ShapCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(usageErrors())
                .setExecutionExceptionHandler(new OneLineErrors());
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = ShapCommand.class.getPackage().getImplementationVersion();
            return new String[] {"shap " + Objects.requireNonNullElse(version, "(not from a jar)")};
        }
    }

    private static IParameterExceptionHandler usageErrors() {
        return (error, _) -> {
            var command = error.getCommandLine();
            command.getErr()
                    .println(command.getCommandSpec().qualifiedName() + ": " + error.getMessage() + "; try "
                            + command.getCommandSpec().qualifiedName() + " --help");
            return ExitCode.USAGE.number();
        };
    }
}
