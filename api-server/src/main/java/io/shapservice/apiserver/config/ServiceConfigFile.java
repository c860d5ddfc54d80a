package io.shapservice.apiserver.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shapservice.protocol.service.ServiceConfig;
import io.shapservice.protocol.service.ServiceConfig.ModelEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** The mounted configuration of the service. Absent or broken is a state to report, not a reason to stop serving. */
public final class ServiceConfigFile {
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final Path file;

    public ServiceConfigFile(Path file) {
        this.file = file;
    }

    /** What the file says now. */
    public sealed interface Reading {
        record Good(ServiceConfig config) implements Reading {}

        /** @param message which file, what is wrong, what to do */
        record Bad(String message) implements Reading {}
    }

    public Reading read() {
        try {
            ServiceConfig config = JSON.readValue(Files.readAllBytes(file), ServiceConfig.class);
            return checked(config);
        } catch (NoSuchFileException e) {
            return new Reading.Bad("The configuration " + file + " does not exist: mount it, or set SHAP_CONFIG_FILE.");
        } catch (JacksonException e) {
            return new Reading.Bad("The configuration " + file + " cannot be read: " + e.getOriginalMessage()
                    + ". It is written by the operator; it should not be edited by hand.");
        } catch (IOException e) {
            return new Reading.Bad("The configuration " + file + " cannot be read: " + e + ".");
        }
    }

    /** A relative path is relative to the configuration's folder. */
    public Path locate(String declared) {
        Path folder = file.toAbsolutePath().getParent();
        Path path = Path.of(declared);
        return folder == null ? path.toAbsolutePath() : folder.resolve(path).normalize();
    }

    private Reading checked(ServiceConfig config) {
        Set<String> names = new HashSet<>();
        for (ModelEntry entry : config.models()) {
            if (!names.add(entry.name())) {
                return new Reading.Bad(
                        "The configuration " + file + " has two models called " + entry.name() + ": rename one.");
            }
        }
        return new Reading.Good(config);
    }
}
