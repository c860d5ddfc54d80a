package io.shapservice.modulerules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/** The part of a package's name that names its domain: {@code engine.model} of {@code io.shapservice.engine.model.xgboost}. */
record Domains(String root) implements SliceAssignment {

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
        if (!type.getPackageName().startsWith(root + ".")) {
            return SliceIdentifier.ignore();
        }
        String[] words = type.getPackageName().substring(root.length() + 1).split("\\.", 3);
        return words.length == 1 ? SliceIdentifier.of(words[0]) : SliceIdentifier.of(words[0], words[1]);
    }

    @Override
    public String getDescription() {
        return "domains of " + root;
    }
}
