package io.shapservice.modulerules;

import static io.shapservice.modulerules.Repository.ROOT_PACKAGE;
import static io.shapservice.modulerules.Repository.TOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArrowRulesTest {

    private static final String FIXTURE = "io.shapservice.modulerules.fixture";

    private final JavaClasses classes = Repository.mainClasses();
    private final JavaClasses badClasses = new ClassFileImporter().importPackages(FIXTURE);

    @ParameterizedTest
    @MethodSource("rules")
    void theModulesKeepTheRule(ArchRule rule) {
        rule.check(classes);
    }

    static List<ArchRule> rules() {
        return new ArrowRules(ROOT_PACKAGE).all();
    }

    @ParameterizedTest
    @EnumSource(Module.class)
    void everyModuleIsLookedAt(Module module) {
        assertThat(Repository.mainClassesOf(module)).isDirectory();
        assertThat(classes.stream())
                .as("classes in packages of %s", module)
                .anyMatch(type ->
                        (type.getPackageName() + ".").startsWith(ROOT_PACKAGE + "." + module.packageName() + "."));
    }

    @ParameterizedTest
    @EnumSource(Module.class)
    void aModuleHasOnlyPackagesUnderItsOwnName(Module module) {
        String own = ROOT_PACKAGE + "." + module.packageName() + ".";
        assertThat(new ClassFileImporter().importPath(Repository.mainClassesOf(module)).stream())
                .allMatch(type -> (type.getPackageName() + ".").startsWith(own));
    }

    @ParameterizedTest
    @EnumSource(Module.class)
    void thePomDrawsTheSameArrows(Module module) throws Exception {
        Set<String> arrows = module.arrows().stream().map(Module::artifact).collect(Collectors.toSet());
        assertThat(Pom.read(module.in(TOP).resolve("pom.xml")).arrows()).isEqualTo(arrows);
    }

    @Test
    void everyModuleOfTheBuildIsInTheTable() throws Exception {
        Stream<String> notProducts = Stream.of("module-rules", "benchmarks/jmh");
        List<String> known = Stream.concat(Stream.of(Module.values()).map(Module::folder), notProducts)
                .toList();
        assertThat(Pom.read(TOP.resolve("pom.xml")).modules()).containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void anArrowThatIsNotDrawnIsFound() {
        assertBroken(new ArrowRules(FIXTURE).arrows(Module.OPERATOR), "operator.ReachesIntoQueue");
    }

    @Test
    void anArrowThatIsDrawnIsAllowed() {
        assertThat(new ArrowRules(FIXTURE)
                        .arrows(Module.QUEUE)
                        .evaluate(badClasses)
                        .hasViolation())
                .isFalse();
    }

    @Test
    void aLibraryInTheWrongModuleIsFound() {
        Library redisClient = new Library("io.lettuce", Set.of(Module.REDIS));
        ArchRule rule = new ArrowRules(FIXTURE).reserved(redisClient);
        assertBroken(rule, "operator.ReachesIntoQueue");
        assertThat(rule.evaluate(badClasses).getFailureReport().toString()).doesNotContain("redis.HoldsClient");
    }

    @Test
    void anEngineThatLogsIsFound() {
        assertBroken(new ArrowRules(FIXTURE).plainEngine(), "engine.LoggingEngine");
    }

    @Test
    void packagesThatKnowEachOtherAreFound() {
        assertBroken(new ArrowRules(FIXTURE).noCycles(), "Cycle detected");
    }

    private void assertBroken(ArchRule rule, String culprit) {
        assertThat(rule.evaluate(badClasses).getFailureReport().toString()).contains(culprit);
    }
}
