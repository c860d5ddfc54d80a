package io.shapservice.worker.fault;

import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;

/**
 * When a worker fails and how, from environment variables of the test's own:
 *
 * <ul>
 *   <li>{@code FAULT_AT}: {@code before-claim}, {@code after-store}, …, or {@code any}; absent: never
 *   <li>{@code FAULT_KIND}: {@code kill} (when absent), {@code stop}, {@code block}, {@code spin}, {@code slow}, {@code out-of-memory}
 *   <li>{@code FAULT_NTH}: the how-manieth time that the step is reached; 1 when absent
 *   <li>{@code FAULT_CHANCE} with {@code FAULT_SEED}: instead of a count, the probability each time
 *   <li>{@code FAULT_VALUE}: only explanations of rows that hold this number, each time; for {@code …-compute}
 * </ul>
 */
public final class Fault {
    private final String at;
    private final FaultKind kind;
    private final BooleanSupplier due;
    private final double value;

    private Fault(String at, FaultKind kind, BooleanSupplier due, double value) {
        this.at = at;
        this.kind = kind;
        this.due = due;
        this.value = value;
    }

    public static Fault from(Map<String, String> environment) {
        FaultKind kind = FaultKind.valueOf(environment
                .getOrDefault("FAULT_KIND", "kill")
                .toUpperCase(Locale.ROOT)
                .replace('-', '_'));
        return new Fault(
                environment.getOrDefault("FAULT_AT", ""),
                kind,
                due(kind, environment),
                Double.parseDouble(environment.getOrDefault("FAULT_VALUE", "NaN")));
    }

    void before(FaultStep step) {
        reached("before-" + step.word());
    }

    void after(FaultStep step) {
        reached("after-" + step.word());
    }

    /** Whether rows with these values are the ones that the fault is about. */
    boolean concerns(double[] values) {
        if (Double.isNaN(value)) {
            return true;
        }
        for (double v : values) {
            if (v == value) {
                return true;
            }
        }
        return false;
    }

    private void reached(String moment) {
        boolean meant = at.equals("any") || at.equals(moment);
        if (meant && due.getAsBoolean()) {
            System.out.println("fault: " + kind.name().toLowerCase(Locale.ROOT) + " " + moment);
            System.out.flush();
            kind.happen();
        }
    }

    private static BooleanSupplier due(FaultKind kind, Map<String, String> environment) {
        if (kind == FaultKind.SLOW || environment.containsKey("FAULT_VALUE")) {
            return () -> true;
        }
        if (environment.containsKey("FAULT_CHANCE")) {
            double chance = Double.parseDouble(environment.get("FAULT_CHANCE"));
            Random random = new Random(Long.parseLong(environment.getOrDefault("FAULT_SEED", "0")));
            return () -> random.nextDouble() < chance;
        }
        return new Countdown(Integer.parseInt(environment.getOrDefault("FAULT_NTH", "1")));
    }
}
