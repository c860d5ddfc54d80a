package io.shapservice.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** Reads the driver's exceptions. */
final class FailureKinds {
    private static final Pattern TRANSPORT =
            Pattern.compile("^(?:[\\w.$]+(?:Exception|Error): )*(?:\\w+\\(\\.\\.\\) failed with error\\(-?\\d+\\): )?");

    private static final Pattern NO_WRITES = Pattern.compile("READONLY|MASTERDOWN|MISCONF|NOREPLICAS");
    private static final Pattern NOT_SERVING =
            Pattern.compile("LOADING|BUSY |CLUSTERDOWN|TRYAGAIN|MOVED |ASK |UNKILLABLE");
    private static final Pattern NOT_LET_IN = Pattern.compile("NOAUTH|WRONGPASS");

    private FailureKinds() {}

    static Outcome.Kind of(Throwable thrown) {
        return switch (unwrap(thrown)) {
            case RedisCommandExecutionException said -> ofReply(text(said));
            case RedisCommandTimeoutException _, TimeoutException _ -> Outcome.Kind.TIMEOUT;
            case CancellationException _, IOException _ -> Outcome.Kind.DISCONNECTED;
            case RedisException e when refusedHere(text(e)) -> Outcome.Kind.REJECTED;
            case RedisException _ -> Outcome.Kind.DISCONNECTED;
            case Throwable _ -> Outcome.Kind.ERROR;
        };
    }

    /** A script of 6.2 wraps the error of the command that failed in one of its own, so look inside as well. */
    static Outcome.Kind ofReply(String said) {
        if (said.startsWith("OOM") || said.contains("OOM command not allowed")) {
            return Outcome.Kind.OOM;
        }
        if (said.contains("-READONLY") || NO_WRITES.matcher(said).lookingAt()) {
            return Outcome.Kind.READONLY;
        }
        if (NOT_SERVING.matcher(said).lookingAt()) {
            return Outcome.Kind.LOADING;
        }
        return NOT_LET_IN.matcher(said).lookingAt() ? Outcome.Kind.REJECTED : Outcome.Kind.ERROR;
    }

    /** The server does not take the name or the password. */
    static boolean refusedCredentials(Throwable thrown) {
        return reason(thrown).matches("(?s)(WRONGPASS|NOAUTH|ERR invalid password).*");
    }

    /** Over this connection nothing will succeed: it leads to a replica, or has to show its password again. */
    static boolean wantsAnotherConnection(String detail) {
        return detail.contains("READONLY You") || detail.contains(": NOAUTH ");
    }

    /** The server does not know the script yet, so it has not run it. */
    static boolean unknownScript(Outcome<?> outcome) {
        return outcome instanceof Outcome.Failed<?>(Outcome.Kind kind, String detail)
                && kind == Outcome.Kind.ERROR
                && detail.contains("NOSCRIPT");
    }

    /** The innermost words, which say most. */
    static String reason(Throwable thrown) {
        Throwable inner = unwrap(thrown);
        while (inner.getCause() != null && inner instanceof RedisException) {
            inner = inner.getCause();
        }
        String message = inner.getMessage();
        return message == null ? inner.getClass().getSimpleName() : forPeople(message);
    }

    /** Without the transport's class names and system calls: what remains is what the operating system said. */
    private static String forPeople(String message) {
        return TRANSPORT.matcher(message).replaceFirst("");
    }

    private static boolean refusedHere(String message) {
        return message.contains("Commands are rejected") || message.contains("queue size exceeded");
    }

    private static Throwable unwrap(Throwable thrown) {
        Throwable inner = thrown;
        while (inner.getCause() != null
                && (inner instanceof ExecutionException || inner instanceof CompletionException)) {
            inner = inner.getCause();
        }
        return inner;
    }

    private static String text(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null ? "" : message;
    }
}
