package io.shapservice.engine.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shapservice.engine.fuzz.Property.Outcome;
import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableException;
import io.shapservice.engine.table.TableRows;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the fuzzer has found so far, replayed without it. */
class CorpusTest {
    private static final Duration DEADLINE = Duration.ofMinutes(3);

    @ParameterizedTest
    @EnumSource
    void everyInputThatWasEverOfInterestIsReadOrRefused(FuzzTarget target) throws Exception {
        Map<String, byte[]> corpus = Corpus.of(target);
        Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);

        Assertions.assertTimeoutPreemptively(
                DEADLINE,
                () -> corpus.forEach((name, bytes) -> {
                    try {
                        outcomes.add(target.property().check(bytes));
                    } catch (Exception | LinkageError | StackOverflowError e) {
                        throw new AssertionError(target.label() + ", input " + name, e);
                    }
                }));

        assertThat(outcomes).as("a corpus of %d inputs", corpus.size()).containsOnly(Outcome.values());
    }

    @Test
    void anythingButARefusalIsAFinding() {
        Property broken = new TableProperty((in, limits) -> {
            throw new IllegalStateException("not a refusal");
        });

        assertThatThrownBy(() -> broken.check(new byte[1])).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "two\nlines", "a bell\u0007"})
    void aMessageThatIsNotOneReadableLineIsAFinding(String message) {
        assertThatThrownBy(() -> Refusal.check(new IOException(message))).isInstanceOf(AssertionError.class);
    }

    @Test
    void aMessageThatCopiesTheFileIsAFinding() {
        assertThatThrownBy(() -> Refusal.check(new IOException("x".repeat(1001))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("1001 characters");
    }

    @Test
    void memoryThatTheBytesDoNotJustifyIsAFinding() {
        Property broken = new TableProperty((in, limits) -> {
            throw new TableException("refused after " + new byte[64 << 20].length + " bytes");
        });

        assertThatThrownBy(() -> broken.check(new byte[1]))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("allocated");
    }

    @Test
    void aTableThatIsLargerThanTheLimitsIsAFinding() {
        Property broken =
                new TableProperty((in, limits) -> new TableRows(new Table(new double[20_000], 20_000, 1, List.of())));

        assertThatThrownBy(() -> broken.check(new byte[1]))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("20000 rows");
    }
}
