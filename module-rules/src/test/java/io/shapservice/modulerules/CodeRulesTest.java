package io.shapservice.modulerules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.shapservice.modulerules.fixture.engine.LoggingEngine;
import io.shapservice.modulerules.fixture.operator.QueueManager;
import io.shapservice.modulerules.fixture.queue.Restless;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CodeRulesTest {

    private final JavaClasses mainClasses = Repository.mainClasses();
    private final JavaClasses testClasses = Repository.testClasses();

    @ParameterizedTest
    @MethodSource("rulesOfMainCode")
    void mainCodeKeepsTheRule(ArchRule rule) {
        rule.check(mainClasses);
    }

    static Stream<ArchRule> rulesOfMainCode() {
        return Stream.concat(CodeRules.ofAllCode().stream(), CodeRules.ofMainCode().stream());
    }

    @ParameterizedTest
    @MethodSource("rulesOfTests")
    void testsKeepTheRule(ArchRule rule) {
        rule.check(testClasses);
    }

    static Stream<ArchRule> rulesOfTests() {
        return Stream.concat(CodeRules.ofAllCode().stream(), CodeRules.ofTests().stream());
    }

    @Test
    void aNameThatSaysNothingIsFound() {
        assertBroken(CodeRules.tellingNames(), QueueManager.class);
    }

    @Test
    void aSleepIsFound() {
        assertBroken(CodeRules.noSleep(Set.of()), Restless.class);
    }

    @Test
    void aStaticFieldThatChangesIsFound() {
        assertBroken(CodeRules.noStaticMutableField(), Restless.class);
    }

    @Test
    void aStaticFieldThatHoldsSomethingChangeableIsFound() {
        assertBroken(CodeRules.noStaticMutableObject(), Restless.class);
    }

    @Test
    void timeThatIsNotHandedInIsFound() {
        assertBroken(CodeRules.handedInTime(), Restless.class);
    }

    @Test
    void randomnessThatIsNotHandedInIsFound() {
        assertBroken(CodeRules.handedInRandomness(), Restless.class);
    }

    private static void assertBroken(ArchRule rule, Class<?> culprit) {
        JavaClasses both = new ClassFileImporter().importClasses(culprit, LoggingEngine.class);
        String report = rule.evaluate(both).getFailureReport().toString();
        assertThat(report).contains(culprit.getSimpleName()).doesNotContain(LoggingEngine.class.getSimpleName());
    }
}
