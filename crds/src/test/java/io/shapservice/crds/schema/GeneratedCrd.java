package io.shapservice.crds.schema;

import io.fabric8.crdv2.generator.CRDGenerator;
import io.shapservice.crds.ShapService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The custom resource definition, generated from the Java types. */
final class GeneratedCrd {
    private static final String HEADER =
            "# Generated from the Java types in crds/, do not edit: " + CommittedCrdTest.COMMAND + "\n";

    private GeneratedCrd() {}

    /** @param folder where the generator may write */
    static String yaml(Path folder) throws IOException {
        new CRDGenerator()
                .customResourceClasses(ShapService.class)
                .forCRDVersions("v1")
                .withPostProcessor(new Conventions())
                .inOutputDir(folder.toFile())
                .generate();
        String generated = Files.readString(folder.resolve("shapservices.shapservice.io-v1.yml"));
        return HEADER + generated.replaceFirst("(?m)\\A# Generated.*\\R", "");
    }
}
