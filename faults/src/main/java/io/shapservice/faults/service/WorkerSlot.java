package io.shapservice.faults.service;

import io.shapservice.faults.process.JavaProgram;
import io.shapservice.faults.process.RunningProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One worker by name, over all the processes that it is. */
public final class WorkerSlot implements AutoCloseable {
    private final String name;
    private final JavaProgram program;
    private final JavaProgram failing;
    private final Map<String, String> environment;
    private final Path log;
    private final List<String> unexpectedEnds = new ArrayList<>();
    private RunningProcess process;
    private boolean endExpected;
    private boolean restarts = true;
    private Map<String, String> fault = Map.of();
    private int launches;

    WorkerSlot(String name, JavaProgram program, JavaProgram failing, Map<String, String> environment, Path log) {
        this.name = name;
        this.program = program;
        this.failing = failing;
        this.environment = environment;
        this.log = log;
        process = launch();
    }

    public String name() {
        return name;
    }

    public synchronized long pid() {
        return process.pid();
    }

    /** SIGKILL; the next process starts at once. */
    public void kill() {
        RunningProcess victim = expectEnd();
        victim.kill();
    }

    /** SIGKILL, and nobody takes its place until {@link #revive}. */
    public void killForGood() {
        synchronized (this) {
            restarts = false;
        }
        kill();
    }

    public synchronized void revive() {
        restarts = true;
        if (!process.alive()) {
            process = launch();
        }
    }

    public synchronized void freeze() {
        process.freeze();
    }

    /** What was frozen may find that it was given up, and end. */
    public synchronized void thaw() {
        endExpected = true;
        process.thaw();
    }

    /** Ends of processes that were not killed here, such as one for memory or by its own watchdog. */
    public synchronized List<String> unexpectedEnds() {
        return List.copyOf(unexpectedEnds);
    }

    /** SIGKILL; the next process fails as the variables say, and the one after it does not. */
    public void killAndFailNext(Map<String, String> variables) {
        synchronized (this) {
            fault = Map.copyOf(variables);
        }
        kill();
    }

    /** SIGTERM: it drains and ends. */
    public void terminate() {
        expectEnd().terminate();
    }

    /** How many processes it has been. */
    public synchronized int launches() {
        return launches;
    }

    private synchronized RunningProcess expectEnd() {
        endExpected = true;
        return process;
    }

    private RunningProcess launch() {
        Map<String, String> variables = new HashMap<>(environment);
        variables.putAll(fault);
        List<String> command = (fault.isEmpty() ? program : failing).command();
        // A process that was told to fail is expected to end.
        endExpected = !fault.isEmpty();
        fault = Map.of();
        launches++;
        RunningProcess started = RunningProcess.start(command, variables, log);
        var _ = started.exit().thenAcceptAsync(code -> ended(started, code));
        return started;
    }

    private synchronized void ended(RunningProcess which, int code) {
        if (which != process) {
            return;
        }
        if (!endExpected) {
            unexpectedEnds.add(name + " ended with code " + code);
        }
        which.close();
        if (restarts) {
            process = launch();
        }
    }

    @Override
    public void close() {
        RunningProcess last;
        synchronized (this) {
            restarts = false;
            endExpected = true;
            last = process;
        }
        last.close();
    }
}
