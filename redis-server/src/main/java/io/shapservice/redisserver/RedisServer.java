package io.shapservice.redisserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A real redis-server as a child process: it can be killed, stopped, continued and started again on its data. Closing it leaves
 * no process behind, and no file unless the folder was handed in. Not for use by several threads at once.
 */
public final class RedisServer implements AutoCloseable {
    private static final Duration START_DEADLINE = Duration.ofSeconds(60);
    private static final int PORT_TRIES = 5;

    private final RedisBinary binary;
    private final RedisServerOptions options;
    private final ServerFolder folder;
    private final int port;
    private final Thread atExit = Thread.ofPlatform().unstarted(this::end);
    private @Nullable Process process;

    private RedisServer(RedisBinary binary, RedisServerOptions options, ServerFolder folder, int port) {
        this.binary = binary;
        this.options = options;
        this.folder = folder;
        this.port = port;
    }

    public static RedisServer start(RedisServerOptions options) {
        return start(RedisBinary.find(), options);
    }

    /** Returns once the server answers PING. */
    public static RedisServer start(RedisBinary binary, RedisServerOptions options) {
        // Somebody else may take a free port between the choice and the bind: then try another one.
        int tries = options.port() == 0 ? PORT_TRIES : 1;
        for (int i = 1; ; i++) {
            RedisServer server = prepare(binary, options);
            try {
                server.launch();
                return server;
            } catch (IllegalStateException e) {
                server.close();
                if (i == tries) {
                    throw e;
                }
            }
        }
    }

    private static RedisServer prepare(RedisBinary binary, RedisServerOptions options) {
        try {
            int port = options.port() == 0 ? FreePort.on(options.bind()) : options.port();
            RedisServer server = new RedisServer(binary, options, ServerFolder.of(options.dir()), port);
            Runtime.getRuntime().addShutdownHook(server.atExit);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare a redis-server on " + options.bind(), e);
        }
    }

    public int port() {
        return port;
    }

    /** {@code redis://host:port} or {@code rediss://…}, without a password. */
    public String url() {
        return (options.tls() == null ? "redis://" : "rediss://") + address();
    }

    /** {@code host:port}. */
    public String address() {
        return options.bind() + ":" + port;
    }

    /**
     * Asks it something on a connection of its own.
     *
     * @return the answer as text: the items of a list on lines of their own, an error with a leading {@code -}
     */
    public String ask(String... words) {
        try (Conversation conversation = Conversation.with(options, port, START_DEADLINE)) {
            return conversation.ask(words);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot ask the redis-server on " + address(), e);
        }
    }

    public boolean running() {
        return process != null;
    }

    public long pid() {
        return alive().pid();
    }

    public RedisVersion version() {
        return binary.version();
    }

    public Path dir() {
        return folder.path();
    }

    /** SIGKILL; returns once the process is gone. */
    public void kill() {
        Process current = process;
        if (current != null) {
            current.destroyForcibly().onExit().join();
            process = null;
        }
    }

    /** Kills it if needed and starts it again, same port, same data; returns once it has loaded them and answers PING. */
    public void restart() {
        kill();
        launch();
    }

    /** Kills it and starts it again with nothing in it. */
    public void restartEmpty() {
        kill();
        try {
            folder.eraseData();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot erase the data in " + folder.path(), e);
        }
        launch();
    }

    /** SIGSTOP: connections stay open, nothing is answered. */
    public void pause() {
        Signal.STOP.send(alive());
    }

    /** SIGCONT. */
    public void resume() {
        Signal.CONT.send(alive());
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is on its way down and the hook does the same as we do.
            return;
        }
        end();
    }

    private void end() {
        kill();
        folder.remove();
    }

    private Process alive() {
        Process current = process;
        if (current == null) {
            throw new IllegalStateException("the redis-server on port " + port + " is not running");
        }
        return current;
    }

    private List<String> command(Path config) {
        List<String> command = new ArrayList<>(List.of(binary.path().toString(), config.toString()));
        if (options.role() == RedisServerOptions.Role.SENTINEL) {
            command.add("--sentinel");
        }
        return command;
    }

    private void launch() {
        try {
            Path config = folder.writeConfig(options, port);
            Path log = folder.log();
            Process started = new ProcessBuilder(command(config))
                    .directory(folder.path().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            process = started;
            started.getOutputStream().close();
            if (!Ping.until(started, options, port, START_DEADLINE)) {
                kill();
                throw new IllegalStateException(binary.path() + " did not answer on " + options.bind() + ":" + port
                        + ":\n" + Files.readString(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + binary.path(), e);
        }
    }
}
