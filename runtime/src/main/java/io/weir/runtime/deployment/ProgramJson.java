package io.weir.runtime.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Programs as people write them in a spec: {@code artifact}, {@code entryClass} and {@code arguments}, or {@code sql}. */
final class ProgramJson {
    private final JsonNode spec;
    private final List<String> faults;

    private ProgramJson(JsonNode spec, List<String> faults) {
        this.spec = spec;
        this.faults = faults;
    }

    /** Adds what is wrong to the faults; the program is of no use then. */
    static Program read(JsonNode spec, List<String> faults) {
        return new ProgramJson(spec, faults).read();
    }

    private Program read() {
        if (!spec.hasNonNull("sql")) {
            return jar();
        }
        for (String key : List.of("artifact", "entryClass", "arguments")) {
            if (spec.hasNonNull(key)) {
                faults.add(key + ": a script in SQL has none; leave it out, and write jars that it needs as sql.jars");
            }
        }
        return sql(spec.path("sql"));
    }

    private Program.Jar jar() {
        String entryClass = null;
        JsonNode written = spec.path("entryClass");
        if (written.isTextual()) {
            entryClass = written.asText();
        } else if (!written.isMissingNode() && !written.isNull()) {
            faults.add("entryClass: must be a word");
        }
        return new Program.Jar(artifact("artifact", spec.path("artifact")), entryClass, arguments());
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        JsonNode list = spec.path("arguments");
        if (!list.isMissingNode() && !list.isNull() && !list.isArray()) {
            faults.add("arguments: must be a list");
        }
        list.forEach(argument -> arguments.add(argument.asText()));
        return arguments;
    }

    private Program.Sql sql(JsonNode sql) {
        if (!sql.isObject() || !sql.path("script").isTextual()) {
            faults.add("sql.script: write the script, such as sql: {script: \"CREATE TABLE ...; INSERT INTO ...;\"}");
        }
        SpecJson.known("sql.", sql, Set.of("script", "jars", "connectors", "variables"), faults);
        List<ArtifactRef> jars = new ArrayList<>();
        JsonNode written = sql.path("jars");
        if (!written.isMissingNode() && !written.isNull() && !written.isArray()) {
            faults.add("sql.jars: must be a list such as [{name: udf.jar, version: 1}]");
        }
        for (int i = 0; i < written.size(); i++) {
            jars.add(artifact("sql.jars[" + i + "]", written.path(i)));
        }
        Map<String, String> variables = new TreeMap<>();
        JsonNode values = sql.path("variables");
        if (!values.isMissingNode() && !values.isNull() && !values.isObject()) {
            faults.add("sql.variables: must be a mapping");
        }
        values.properties()
                .forEach(entry -> variables.put(entry.getKey(), entry.getValue().asText()));
        return new Program.Sql(sql.path("script").asText(), jars, connectors(sql.path("connectors")), variables);
    }

    private Set<Connector> connectors(JsonNode written) {
        if (!written.isMissingNode() && !written.isNull() && !written.isArray()) {
            faults.add("sql.connectors: must be a list such as [kafka]");
        }
        Set<Connector> connectors = EnumSet.noneOf(Connector.class);
        for (JsonNode word : written) {
            Connector.of(word.asText())
                    .ifPresentOrElse(
                            connectors::add,
                            () -> faults.add("sql.connectors: \"" + word.asText() + "\" is none of " + Connector.words()
                                    + "; upload the jar of any other and name it in sql.jars"));
        }
        return connectors;
    }

    private ArtifactRef artifact(String key, JsonNode artifact) {
        SpecJson.known(key + ".", artifact, Set.of("name", "version"), faults);
        if (!artifact.path("name").isTextual() || artifact.path("name").asText().isBlank()) {
            faults.add(key + ".name: say which jar, such as {name: orders.jar, version: 1}");
        }
        JsonNode version = artifact.path("version");
        if (version.isMissingNode() || version.isNull()) {
            return new ArtifactRef(artifact.path("name").asText(), 1);
        }
        if (!version.canConvertToInt() || !version.isIntegralNumber()) {
            faults.add(key + ".version: must be a whole number, got " + version);
        }
        return new ArtifactRef(artifact.path("name").asText(), version.asInt());
    }

    static void write(Program program, ObjectNode node) {
        if (program instanceof Program.Jar jar) {
            write(jar.artifact(), node.putObject("artifact"));
            if (jar.entryClass() != null) {
                node.put("entryClass", jar.entryClass());
            }
            jar.arguments().forEach(node.putArray("arguments")::add);
        } else if (program instanceof Program.Sql script) {
            ObjectNode sql = node.putObject("sql");
            sql.put("script", script.script());
            ArrayNode jars = sql.putArray("jars");
            script.jars().forEach(jar -> write(jar, jars.addObject()));
            ArrayNode connectors = sql.putArray("connectors");
            script.connectors().stream().sorted().forEach(one -> connectors.add(one.word()));
            new TreeMap<>(script.variables()).forEach(sql.putObject("variables")::put);
        }
    }

    private static void write(ArtifactRef artifact, ObjectNode node) {
        node.put("name", artifact.name()).put("version", artifact.version());
    }
}
