package io.shapservice.cli.demo;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Signals that the JDK has no words for. */
enum Signal {
    STOP,
    CONT;

    private static final long SECONDS = 10;

    void send(long pid) throws IOException, InterruptedException, PromiseBroken {
        // The shell's own kill: not every machine has one as a program.
        var kill = new ProcessBuilder("/bin/sh", "-c", "kill -" + name() + " " + pid).start();
        boolean sent = kill.waitFor(SECONDS, TimeUnit.SECONDS) && kill.exitValue() == 0;
        PromiseBroken.unless(sent, "process %d could not be sent SIG%s".formatted(pid, name()));
    }
}
