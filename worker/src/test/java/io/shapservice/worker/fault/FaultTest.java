package io.shapservice.worker.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultTest {
    @Test
    void withoutAStepNothingEverFails() {
        Fault fault = fault(Map.of());
        assertThatCode(() -> fault.before(FaultStep.CLAIM)).doesNotThrowAnyException();
    }

    @Test
    void aStepFailsTheTimeThatIsAskedForAndOnlyThen() {
        Fault fault = fault(Map.of("FAULT_AT", "after-fetch-rows", "FAULT_NTH", "2"));
        fault.after(FaultStep.FETCH_ROWS);
        fault.before(FaultStep.FETCH_ROWS);
        fault.after(FaultStep.STORE);
        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> fault.after(FaultStep.FETCH_ROWS));
        fault.after(FaultStep.FETCH_ROWS);
    }

    @Test
    void chancesFollowTheSeed() {
        assertThat(failures(1)).isEqualTo(failures(1)).isNotEqualTo(failures(2));
        assertThat(failures(1).length).isBetween(1, 99);
    }

    @Test
    void rowsAreConcernedThatHoldTheValue() {
        Fault fault = fault(Map.of("FAULT_VALUE", "666"));
        assertThat(fault.concerns(new double[] {1, 666})).isTrue();
        assertThat(fault.concerns(new double[] {1, 667})).isFalse();
        assertThat(fault(Map.of()).concerns(new double[0])).isTrue();
    }

    private static int[] failures(int seed) {
        Fault fault = fault(Map.of("FAULT_AT", "any", "FAULT_CHANCE", "0.2", "FAULT_SEED", Integer.toString(seed)));
        return IntStream.range(0, 100).filter(_ -> fails(fault)).toArray();
    }

    private static boolean fails(Fault fault) {
        try {
            fault.before(FaultStep.RENEW);
            return false;
        } catch (OutOfMemoryError e) {
            return true;
        }
    }

    private static Fault fault(Map<String, String> environment) {
        Map<String, String> all = new java.util.HashMap<>(environment);
        all.put("FAULT_KIND", "out-of-memory");
        return Fault.from(all);
    }
}
