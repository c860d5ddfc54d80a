package io.shapservice.modulerules;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where this repository's sources and compiled classes are: tests run in the folder of their module. */
final class Repository {

    static final Path TOP = Path.of("..").toAbsolutePath().normalize();
    static final String ROOT_PACKAGE = "io.shapservice";

    private Repository() {}

    static JavaClasses mainClasses() {
        return classes(Stream.of(Module.values()).map(module -> mainClassesOf(module)));
    }

    static JavaClasses testClasses() {
        return classes(Stream.of(Module.values()).map(module -> module.in(TOP).resolve("target/test-classes")));
    }

    static Path mainClassesOf(Module module) {
        return module.in(TOP).resolve("target/classes");
    }

    static List<SourceRules> mainSources() {
        return Stream.of(Module.values())
                .map(module -> new SourceRules(module.in(TOP).resolve("src/main/java")))
                .toList();
    }

    static List<SourceRules> testSources() {
        return Stream.of(Module.values())
                .map(module -> new SourceRules(module.in(TOP).resolve("src/test/java")))
                .toList();
    }

    private static JavaClasses classes(Stream<Path> folders) {
        return new ClassFileImporter()
                .importPaths(folders.filter(Files::isDirectory).toList());
    }
}
