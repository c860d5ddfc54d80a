package io.shapservice.modulerules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.regex.Pattern;

/** What holds for every class, whichever module it is of. */
final class CodeRules {

    private static final Pattern EMPTY_NAME =
            Pattern.compile("(?i)(^|\\.)(utils?|commons?|helpers?|impl|managers?|misc)(\\.|$)");
    private static final Pattern EMPTY_SUFFIX = Pattern.compile(".*(Utils?|Common|Helper|Impl|Manager)$");

    /** Loops of a background thread with nothing to wait for but time; closing interrupts them. */
    private static final Set<String> PACED = Set.of("io.shapservice.redis.Link", "io.shapservice.redis.Pulse");

    private CodeRules() {}

    static List<ArchRule> ofAllCode() {
        return List.of(tellingNames());
    }

    static List<ArchRule> ofMainCode() {
        return List.of(
                noSleep(PACED), noStaticMutableField(), noStaticMutableObject(), handedInTime(), handedInRandomness());
    }

    static List<ArchRule> ofTests() {
        return List.of(noSleep(Set.of()));
    }

    static ArchRule tellingNames() {
        return noClasses()
                .should(be(describe(
                        "named for nothing",
                        type -> EMPTY_NAME.matcher(type.getPackageName()).find()
                                || EMPTY_SUFFIX.matcher(type.getSimpleName()).matches())))
                .because("a name says what a thing is for, never the layer it is in");
    }

    static ArchRule noSleep(Set<String> justified) {
        return noClasses()
                .that(describe("are not paced by design", type -> !justified.contains(type.getName())))
                .should()
                .callMethodWhere(calls(Thread.class, "sleep").or(calls(TimeUnit.class, "sleep")))
                .because("code waits for a condition with a deadline");
    }

    static ArchRule noStaticMutableField() {
        return fields().that()
                .areStatic()
                .and(describe("are written by hand", CodeRules::isWritten))
                .should()
                .beFinal()
                .because("state has an owner that is handed in")
                .allowEmptyShould(true);
    }

    static ArchRule noStaticMutableObject() {
        return noFields()
                .that()
                .areStatic()
                .and(describe("are written by hand", CodeRules::isWritten))
                .should()
                .haveRawType(describe("that is made to be changed", CodeRules::isMutable))
                .because("state has an owner that is handed in")
                .allowEmptyShould(true);
    }

    static ArchRule handedInTime() {
        return noClasses()
                .should()
                .callMethodWhere(calls(Instant.class, "now").or(calls(System.class, "currentTimeMillis")))
                .because("wall-clock time comes from the Clock that is handed in");
    }

    static ArchRule handedInRandomness() {
        return noClasses()
                .should()
                .callMethodWhere(calls(Math.class, "random").or(calls(ThreadLocalRandom.class, "current")))
                .because("a random generator is handed in");
    }

    private static DescribedPredicate<JavaMethodCall> calls(Class<?> owner, String name) {
        return describe(
                "%s.%s()".formatted(owner.getSimpleName(), name),
                call -> call.getTargetOwner().isEquivalentTo(owner)
                        && call.getTarget().getName().equals(name)
                        && !readsClock(call));
    }

    private static boolean readsClock(JavaMethodCall call) {
        return call.getTarget().getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Clock.class));
    }

    private static boolean isWritten(JavaField field) {
        return !field.getModifiers().contains(JavaModifier.SYNTHETIC)
                && !field.getName().contains("$");
    }

    private static boolean isMutable(JavaClass type) {
        boolean concreteCollection =
                !type.isInterface() && (type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class));
        return concreteCollection
                || type.isAssignableTo(Lock.class)
                || type.isAssignableTo(ThreadLocal.class)
                || type.getPackageName().equals("java.util.concurrent.atomic")
                || type.isEquivalentTo(StringBuilder.class);
    }
}
