package io.weir.web.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** A deployment as a YAML file: {@code name}, {@code folder}, {@code labels}, {@code description}, {@code spec}. */
record DeploymentFile(String name, ObjectNode body) {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Set<String> KEYS = Set.of("name", "folder", "labels", "description", "spec");

    static DeploymentFile read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new CommandFailedException(file + " cannot be read: " + e);
        }
        try {
            JsonNode node = YAML.readTree(text);
            if (!(node instanceof ObjectNode object) || !object.path("name").isTextual()) {
                throw new CommandFailedException(file + ": name: say what the deployment is called");
            }
            object.fieldNames().forEachRemaining(key -> {
                if (!KEYS.contains(key)) {
                    throw new CommandFailedException(file + ": " + key + ": unknown key; known are "
                            + String.join(", ", KEYS.stream().sorted().toList()));
                }
            });
            ObjectNode body = object.deepCopy();
            body.remove("name");
            return new DeploymentFile(object.path("name").asText(), body);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new CommandFailedException(file + (at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr())
                    + ": " + e.getOriginalMessage());
        }
    }

    /** Puts a script's text into a deployment. */
    static void script(ObjectNode body, Path file) {
        try {
            body.withObject("/spec").withObject("/sql").put("script", Files.readString(file));
        } catch (IOException e) {
            throw new CommandFailedException(file + " cannot be read: " + e);
        }
    }
}
