package io.weir.rules.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.rules.event.Severity;
import io.weir.rules.promql.PromQl;
import io.weir.rules.promql.QueryException;
import io.weir.rules.rule.Parameter;
import io.weir.rules.rule.Parameters;
import io.weir.rules.rule.RuleDefinition;
import io.weir.rules.rule.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads one file of the catalogue and says all that is wrong with it. */
final class CatalogueReader {
    private static final Set<String> FILE = Set.of("group", "title", "macros", "events");
    private static final Set<String> EVENT = Set.of(
            "name",
            "subject",
            "expr",
            "detector",
            "for",
            "keep_firing_for",
            "severity",
            "value",
            "worst",
            "parameters",
            "title",
            "summary",
            "meaning",
            "advice");
    private static final Set<String> PARAMETER = Set.of("unit", "default", "min", "max", "en", "zh");

    private static final Text FOR =
            new Text("How long the condition must hold before the event fires.", "条件持续多久才触发事件。");
    private static final Text KEEP =
            new Text("How long the condition must be over before the event is resolved.", "条件解除后持续多久才恢复。");

    private final String file;
    private final Map<String, String> macros = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();
    private String where = "";

    CatalogueReader(String file) {
        this.file = file;
    }

    /**
     * The group that a file holds.
     *
     * @throws IllegalArgumentException naming every fault, one a line
     */
    CatalogueGroup read(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        JsonNode root;
        try {
            // SnakeYAML, since Jackson's own reader does not follow aliases.
            root = new ObjectMapper().valueToTree(new Yaml(new SafeConstructor(options)).load(text));
        } catch (YAMLException e) {
            throw new IllegalArgumentException(file + ": is no YAML: " + e.getMessage(), e);
        }
        known(root, FILE);
        root.path("macros")
                .properties()
                .forEach(macro ->
                        macros.put(macro.getKey(), macro.getValue().asText().strip()));
        String group = text(root, "group");
        Text title = both(root, "title");
        List<CatalogueEntry> entries = new ArrayList<>();
        for (JsonNode event : root.path("events")) {
            where = event.path("name").asText("event " + (entries.size() + 1)) + ": ";
            CatalogueEntry entry = entry(event, group);
            check(entry);
            entries.add(entry);
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", faults));
        }
        return new CatalogueGroup(group, title, entries);
    }

    private CatalogueEntry entry(JsonNode event, String group) {
        known(event, EVENT);
        List<Parameter> parameters = new ArrayList<>();
        Map<String, Unit> units = new LinkedHashMap<>();
        event.path("parameters").properties().forEach(field -> {
            Unit unit = choice(Unit.class, field.getValue().path("unit").asText("number"), "unit");
            units.put(field.getKey(), unit);
            parameter(field.getKey(), unit, field.getValue()).ifPresent(parameters::add);
        });
        time(event, "for", RuleDefinition.FOR, FOR, parameters, units);
        time(event, "keep_firing_for", RuleDefinition.RESOLVE_AFTER, KEEP, parameters, units);
        boolean detector = event.path("detector").asBoolean(false);
        if (detector == event.has("expr")) {
            fault("write either an expr or detector: true");
        }
        Text title = both(event, "title");
        return new CatalogueEntry(
                text(event, "name"),
                group,
                choice(SubjectKind.class, text(event, "subject"), "subject"),
                detector ? null : macros(event.path("expr").asText()),
                choice(Severity.class, text(event, "severity"), "severity"),
                choice(Unit.class, event.path("value").asText("number"), "value"),
                event.path("worst").asText("greatest").equals("least"),
                parameters,
                units,
                title,
                event.has("summary") ? both(event, "summary") : null,
                both(event, "meaning"),
                both(event, "advice"));
    }

    private Optional<Parameter> parameter(String name, Unit unit, JsonNode node) {
        known(node, PARAMETER);
        double most = unit == Unit.RATIO || unit == Unit.SWITCH ? 1 : unit == Unit.DURATION ? 365 * 86_400.0 : 1e15;
        if (unit.kind() == Parameter.Kind.INTEGER) {
            most = Integer.MAX_VALUE;
        }
        String value = node.path("default").asText();
        if (!node.has("default")) {
            fault("parameter " + name + " has no default");
        }
        Text doc = new Text(required(node, "en"), required(node, "zh"));
        try {
            return Optional.of(new Parameter(
                    name,
                    unit.kind(),
                    unit.word(),
                    value,
                    node.path("min").asDouble(0),
                    node.path("max").asDouble(most),
                    doc));
        } catch (IllegalArgumentException e) {
            fault("parameter " + name + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private void time(
            JsonNode event, String key, String name, Text doc, List<Parameter> parameters, Map<String, Unit> units) {
        if (!event.has(key) && !event.has("expr")) {
            // A detector may know better by itself since when something holds.
            return;
        }
        try {
            parameters.add(Parameter.duration(name, event.path(key).asText("0s"), doc));
            units.put(name, Unit.DURATION);
        } catch (IllegalArgumentException e) {
            fault(key + ": " + e.getMessage());
        }
    }

    private void check(CatalogueEntry entry) {
        Set<String> asked = new TreeSet<>();
        Text summary = entry.summary();
        if (summary != null) {
            asked.addAll(Placeholders.names(summary.en()));
            asked.addAll(Placeholders.names(summary.zh()));
        }
        if (entry.expr() != null) {
            asked.addAll(Placeholders.names(entry.expr()));
        }
        asked.stream()
                .filter(name -> !Placeholders.isKnown(entry, name))
                .forEach(name -> fault("there is no parameter \"" + name + "\""));
        if (faults.isEmpty()) {
            try {
                entry.expression(Parameters.of(entry.definition(), Map.of())).ifPresent(PromQl::check);
            } catch (QueryException e) {
                fault("could not parse expression: " + e.getMessage());
            }
        }
    }

    private String macros(String expr) {
        String filled = expr.strip();
        for (Map.Entry<String, String> macro : macros.entrySet()) {
            filled = filled.replace("{{@" + macro.getKey() + "}}", macro.getValue());
        }
        if (filled.contains("{{@")) {
            fault("there is no such macro: " + filled.substring(filled.indexOf("{{@")));
        }
        return filled;
    }

    private Text both(JsonNode node, String name) {
        JsonNode texts = node.path(name);
        known(texts, Set.of("en", "zh"));
        return new Text(required(texts, "en"), required(texts, "zh"));
    }

    private String required(JsonNode node, String name) {
        String value = node.path(name).asText("").strip();
        if (value.isEmpty()) {
            fault("\"" + name + "\" is missing");
            return "?";
        }
        return value;
    }

    private String text(JsonNode node, String name) {
        return required(node, name);
    }

    private <E extends Enum<E>> E choice(Class<E> type, String word, String what) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(word)) {
                return constant;
            }
        }
        fault("\"" + word + "\" is no " + what);
        return type.getEnumConstants()[0];
    }

    private void known(@Nullable JsonNode node, Set<String> names) {
        if (node != null) {
            node.fieldNames().forEachRemaining(name -> {
                if (!names.contains(name)) {
                    fault("unknown field \"" + name + "\"; there are " + String.join(", ", new TreeSet<>(names)));
                }
            });
        }
    }

    private void fault(String fault) {
        faults.add(file + ": " + where + fault);
    }
}
