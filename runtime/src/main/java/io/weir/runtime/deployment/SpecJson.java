package io.weir.runtime.deployment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Specs as people write them, in YAML or JSON of the same shape. */
public final class SpecJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> KEYS = Set.of(
            "mode",
            "session",
            "flinkVersion",
            "artifact",
            "entryClass",
            "arguments",
            "sql",
            "python",
            "parallelism",
            "jobManager",
            "taskManager",
            "options",
            "logLevels",
            "upgrade",
            "restore",
            "allowNonRestored",
            "savepoints");

    private final JsonNode node;
    private final List<String> faults = new ArrayList<>();

    private SpecJson(JsonNode node) {
        this.node = node;
    }

    /** @throws SpecException with every fault */
    public static DeploymentSpec read(JsonNode node) {
        return new SpecJson(node).read();
    }

    /** @throws SpecException with every fault */
    public static DeploymentSpec read(String text) {
        try {
            return read(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw new SpecException("spec: no JSON: " + e.getOriginalMessage());
        }
    }

    private DeploymentSpec read() {
        if (!node.isObject()) {
            throw new SpecException("spec: must be a mapping such as {artifact: {name: orders.jar, version: 1}}");
        }
        known("", node, KEYS);
        known("jobManager.", node.path("jobManager"), Set.of("memory"));
        known("taskManager.", node.path("taskManager"), Set.of("memory", "slots"));
        Program program = ProgramJson.read(node, faults);
        String upgrade = text("upgrade");
        String restore = text("restore");
        String mode = text("mode");
        Mode read = choice("mode", mode, Mode.class, Mode.APPLICATION);
        String version = text("flinkVersion");
        UpgradeStrategy strategy = choice("upgrade", upgrade, UpgradeStrategy.class, UpgradeStrategy.STATEFUL);
        Restore.From from = choice("restore", restore, Restore.From.class, Restore.From.LATEST_STATE);
        int parallelism = number("parallelism", node.path("parallelism"), 1);
        int slots = number("taskManager.slots", node.path("taskManager").path("slots"), 1);
        Map<String, String> options = map("options");
        Map<String, String> levels = map("logLevels");
        if (!faults.isEmpty()) {
            throw new SpecException(faults);
        }
        return new DeploymentSpec(
                read,
                text("session"),
                version == null && read == Mode.APPLICATION ? "2.3.0" : version,
                program,
                parallelism,
                node.path("jobManager").path("memory").asText("1024m"),
                node.path("taskManager").path("memory").asText("1024m"),
                slots,
                options,
                levels,
                strategy,
                from,
                node.path("allowNonRestored").asBoolean(false),
                text("savepoints"));
    }

    private void known(String prefix, JsonNode object, Set<String> keys) {
        known(prefix, object, keys, faults);
    }

    static void known(String prefix, JsonNode object, Set<String> keys, List<String> faults) {
        object.fieldNames().forEachRemaining(key -> {
            if (!keys.contains(key)) {
                faults.add(prefix + key + ": unknown key; known are "
                        + String.join(", ", keys.stream().sorted().toList()));
            }
        });
    }

    private @Nullable String text(String key) {
        JsonNode value = node.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isValueNode()) {
            faults.add(key + ": must be a word");
            return null;
        }
        return value.asText();
    }

    private <E extends Enum<E>> E choice(String key, @Nullable String word, Class<E> type, E otherwise) {
        if (word == null) {
            return otherwise;
        }
        try {
            return Words.read(key, word, type);
        } catch (SpecException e) {
            faults.addAll(e.faults());
            return otherwise;
        }
    }

    private int number(String key, JsonNode value, int otherwise) {
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.canConvertToInt() || !value.isIntegralNumber()) {
            faults.add(key + ": must be a whole number, got " + value);
            return otherwise;
        }
        return value.asInt();
    }

    private Map<String, String> map(String key) {
        Map<String, String> map = new TreeMap<>();
        JsonNode object = node.path(key);
        if (!object.isMissingNode() && !object.isNull() && !object.isObject()) {
            faults.add(key + ": must be a mapping");
        }
        object.properties().forEach(entry -> {
            if (entry.getValue().isValueNode()) {
                map.put(entry.getKey(), entry.getValue().asText());
            } else {
                faults.add(key + "." + entry.getKey() + ": must be one value, written as Flink writes it");
            }
        });
        return map;
    }

    /** The spec as it would be written, every key that says something. */
    public static ObjectNode write(DeploymentSpec spec) {
        ObjectNode node = JSON.createObjectNode();
        node.put("mode", Words.of(spec.mode()));
        put(node, "session", spec.session());
        put(node, "flinkVersion", spec.flinkVersion());
        ProgramJson.write(spec.program(), node);
        node.put("parallelism", spec.parallelism());
        if (spec.mode() == Mode.APPLICATION) {
            node.putObject("jobManager").put("memory", spec.jobManagerMemory());
            node.putObject("taskManager")
                    .put("memory", spec.taskManagerMemory())
                    .put("slots", spec.slots());
        }
        new TreeMap<>(spec.options()).forEach(node.putObject("options")::put);
        new TreeMap<>(spec.logLevels()).forEach(node.putObject("logLevels")::put);
        node.put("upgrade", Words.of(spec.upgrade()));
        node.put("restore", Words.of(spec.restore()));
        node.put("allowNonRestored", spec.allowNonRestored());
        put(node, "savepoints", spec.savepoints());
        return node;
    }

    private static void put(ObjectNode node, String key, @Nullable String value) {
        if (value != null) {
            node.put(key, value);
        }
    }
}
