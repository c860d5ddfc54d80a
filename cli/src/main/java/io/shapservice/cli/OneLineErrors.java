package io.shapservice.cli;

import io.shapservice.cli.exit.ExitCode;
import io.shapservice.cli.exit.UserError;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** An error is one line; its stack trace only where {@code SHAP_DEBUG} is set. */
final class OneLineErrors implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception error, CommandLine command, ParseResult parsed) {
        var name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + message(error));
        if (System.getenv("SHAP_DEBUG") != null) {
            error.printStackTrace(command.getErr());
        }
        return (error instanceof UserError user ? user.exitCode() : ExitCode.FAILED).number();
    }

    private static String message(Exception error) {
        var message =
                Objects.requireNonNullElse(error.getMessage(), error.getClass().getSimpleName());
        var line = message.replaceAll("\\s*\\R\\s*", " ").strip();
        return error instanceof UserError
                ? line
                : error.getClass().getSimpleName() + ": " + line + " (SHAP_DEBUG=1 shows where)";
    }
}
