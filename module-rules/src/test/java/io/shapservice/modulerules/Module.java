package io.shapservice.modulerules;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/** The modules of this repository; the arguments are what each depends on, and nothing else is allowed. */
enum Module {
    PROTOCOL("protocol"),
    ENGINE("engine"),
    SMILE("smile", ENGINE),
    REDIS_SERVER("redis-server"),
    REDIS("redis", PROTOCOL),
    STORAGE("storage", REDIS),
    QUEUE("queue", REDIS, PROTOCOL),
    WORKER("worker", ENGINE, QUEUE, STORAGE, PROTOCOL),
    API_SERVER("api-server", ENGINE, QUEUE, STORAGE, PROTOCOL),
    CRDS("crds"),
    OPERATOR("operator", CRDS, PROTOCOL),
    LOCAL("local", OPERATOR, REDIS_SERVER),
    CLIENT("clients/java", "shap-client", "client"),
    CLI("cli", ENGINE, LOCAL, CLIENT),
    FAULTS("faults", REDIS_SERVER, REDIS, CLIENT);

    private final String folder;
    private final String artifact;
    private final String packageName;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of makes no other kind
    private final Set<Module> arrows;

    Module(String folder, Module... arrows) {
        this(folder, folder, folder.replace("-", ""), arrows);
    }

    Module(String folder, String artifact, String packageName, Module... arrows) {
        this.folder = folder;
        this.artifact = artifact;
        this.packageName = packageName;
        this.arrows = Set.of(arrows);
    }

    /** Relative to the top of the repository. */
    String folder() {
        return folder;
    }

    String artifact() {
        return artifact;
    }

    /** The first word after the root package. */
    String packageName() {
        return packageName;
    }

    Set<Module> arrows() {
        return arrows;
    }

    /** Itself and all that the arrows lead to: what its code can see. */
    Set<Module> visible() {
        Set<Module> visible = EnumSet.of(this);
        arrows.forEach(module -> visible.addAll(module.visible()));
        return visible;
    }

    Path in(Path repository) {
        return repository.resolve(folder);
    }
}
