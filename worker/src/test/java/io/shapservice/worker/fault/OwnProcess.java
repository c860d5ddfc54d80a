package io.shapservice.worker.fault;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Signals to this very process, on Linux: Java refuses to kill itself, and another process would come too late for a named step. */
final class OwnProcess {
    static final int SIGKILL = 9;
    static final int SIGSTOP = 19;

    private OwnProcess() {}

    static void signal(int signal) {
        try {
            int failed = (int)
                    kill().invokeExact(Math.toIntExact(ProcessHandle.current().pid()), signal);
            if (failed != 0) {
                throw new IllegalStateException("the signal " + signal + " was refused");
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle kill() {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("kill"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    }
}
