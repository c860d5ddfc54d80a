package io.shapservice.modulerules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who may know whom. The root package is handed in, so that the rules can be shown to fail on examples. */
record ArrowRules(String root) {

    List<ArchRule> all() {
        return Stream.of(
                        Stream.of(Module.values()).map(this::arrows),
                        Library.RESERVED.stream().map(this::reserved),
                        Stream.of(plainEngine(), noCycles()))
                .flatMap(rules -> rules)
                .toList();
    }

    ArchRule arrows(Module module) {
        return noClasses()
                .that()
                .resideInAPackage(packagesOf(module))
                .should()
                .dependOnClassesThat(ofModulesOtherThan(module.visible()))
                .because("%s may know only %s".formatted(module.folder(), module.visible()))
                .allowEmptyShould(true);
    }

    ArchRule reserved(Library library) {
        String[] users = library.users().stream().sorted().map(this::packagesOf).toArray(String[]::new);
        return noClasses()
                .that()
                .resideOutsideOfPackages(users)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library.packages() + "..")
                .because("only %s may know %s".formatted(library.users(), library.packages()))
                .allowEmptyShould(true);
    }

    /** The engine is plain Java: it can be used from anywhere and has nothing to configure. */
    ArchRule plainEngine() {
        return classes()
                .that()
                .resideInAPackage(packagesOf(Module.ENGINE))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        packagesOf(Module.ENGINE),
                        "java..",
                        "jdk.incubator.vector..",
                        "org.jspecify..",
                        "com.fasterxml.jackson..",
                        "com.google.protobuf..",
                        "de.siegmar.fastcsv..")
                .because("the engine is plain Java and the readers of JSON, CSV and Protobuf")
                .allowEmptyShould(true);
    }

    /** A domain is a module's package with all inside it; what its inner packages share is its own matter. */
    ArchRule noCycles() {
        return slices().assignedFrom(new Domains(root))
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true);
    }

    private DescribedPredicate<JavaClass> ofModulesOtherThan(Set<Module> allowed) {
        Set<String> names = allowed.stream().map(Module::packageName).collect(Collectors.toSet());
        return describe(
                "are of a module outside " + allowed,
                type -> type.getPackageName().startsWith(root + ".") && !names.contains(moduleOf(type)));
    }

    private String moduleOf(JavaClass type) {
        return type.getPackageName().substring(root.length() + 1).split("\\.", 2)[0];
    }

    private String packagesOf(Module module) {
        return root + "." + module.packageName() + "..";
    }
}
