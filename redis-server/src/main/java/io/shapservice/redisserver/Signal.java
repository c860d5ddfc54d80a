package io.shapservice.redisserver;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Signals that Java's own process API cannot send. */
public enum Signal {
    STOP,
    CONT;

    /** Returns once it is sent. */
    public void send(Process process) {
        try {
            // The shell's own kill: a machine need not have the program.
            Process kill = new ProcessBuilder("/bin/sh", "-c", "kill -" + name() + " " + process.pid()).start();
            int exit = kill.onExit().join().exitValue();
            if (exit != 0) {
                throw new IllegalStateException("kill -" + name() + " " + process.pid() + " gave " + exit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run /bin/sh", e);
        }
    }
}
