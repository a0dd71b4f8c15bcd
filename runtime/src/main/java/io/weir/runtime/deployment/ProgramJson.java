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
import org.jspecify.annotations.Nullable;

/** Programs as people write them in a spec: {@code artifact}, {@code entryClass} and {@code arguments}, or {@code sql}, or {@code python}. */
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
        if (spec.hasNonNull("sql") && spec.hasNonNull("python")) {
            faults.add(
                    "python: there is a script in sql too, and a deployment runs one program; leave one of them out");
        }
        if (spec.hasNonNull("sql")) {
            none("a script in SQL has none; leave it out, and write jars that it needs as sql.jars");
            return sql(spec.path("sql"));
        }
        if (spec.hasNonNull("python")) {
            none("is a jar's; leave it out, and write python.artifact and python.arguments");
            return python(spec.path("python"));
        }
        return jar();
    }

    private void none(String instead) {
        for (String key : List.of("artifact", "entryClass", "arguments")) {
            if (spec.hasNonNull(key)) {
                faults.add(key + ": " + instead);
            }
        }
    }

    private Program.Jar jar() {
        return new Program.Jar(
                artifact("artifact", spec.path("artifact"), "jar", "orders.jar"),
                word("entryClass", spec.path("entryClass")),
                arguments("arguments", spec.path("arguments")));
    }

    private @Nullable String word(String key, JsonNode written) {
        if (written.isTextual()) {
            return written.asText();
        }
        if (!written.isMissingNode() && !written.isNull()) {
            faults.add(key + ": must be a word");
        }
        return null;
    }

    private List<String> arguments(String key, JsonNode list) {
        List<String> arguments = new ArrayList<>();
        if (!list.isMissingNode() && !list.isNull() && !list.isArray()) {
            faults.add(key + ": must be a list");
        }
        list.forEach(argument -> arguments.add(argument.asText()));
        return arguments;
    }

    private Program.Python python(JsonNode python) {
        if (!python.isObject()) {
            faults.add("python: must be a mapping such as {artifact: {name: orders.py, version: 1}}");
        }
        SpecJson.known("python.", python, Set.of("artifact", "module", "files", "arguments"), faults);
        return new Program.Python(
                artifact("python.artifact", python.path("artifact"), "Python file", "orders.py"),
                word("python.module", python.path("module")),
                artifacts("python.files", python.path("files"), "Python file", "shared.zip"),
                arguments("python.arguments", python.path("arguments")));
    }

    private Program.Sql sql(JsonNode sql) {
        if (!sql.isObject() || !sql.path("script").isTextual()) {
            faults.add("sql.script: write the script, such as sql: {script: \"CREATE TABLE ...; INSERT INTO ...;\"}");
        }
        SpecJson.known("sql.", sql, Set.of("script", "jars", "connectors", "variables"), faults);
        List<ArtifactRef> jars = artifacts("sql.jars", sql.path("jars"), "jar", "udf.jar");
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

    private List<ArtifactRef> artifacts(String key, JsonNode written, String what, String example) {
        List<ArtifactRef> artifacts = new ArrayList<>();
        if (!written.isMissingNode() && !written.isNull() && !written.isArray()) {
            faults.add(key + ": must be a list such as [{name: " + example + ", version: 1}]");
        }
        for (int i = 0; i < written.size(); i++) {
            artifacts.add(artifact(key + "[" + i + "]", written.path(i), what, example));
        }
        return artifacts;
    }

    private ArtifactRef artifact(String key, JsonNode artifact, String what, String example) {
        SpecJson.known(key + ".", artifact, Set.of("name", "version"), faults);
        if (!artifact.path("name").isTextual() || artifact.path("name").asText().isBlank()) {
            faults.add(key + ".name: say which " + what + ", such as {name: " + example + ", version: 1}");
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
        } else if (program instanceof Program.Python python) {
            write(python, node.putObject("python"));
        }
    }

    private static void write(Program.Python program, ObjectNode python) {
        write(program.artifact(), python.putObject("artifact"));
        if (program.module() != null) {
            python.put("module", program.module());
        }
        ArrayNode files = python.putArray("files");
        program.files().forEach(file -> write(file, files.addObject()));
        program.arguments().forEach(python.putArray("arguments")::add);
    }

    private static void write(ArtifactRef artifact, ObjectNode node) {
        node.put("name", artifact.name()).put("version", artifact.version());
    }
}
