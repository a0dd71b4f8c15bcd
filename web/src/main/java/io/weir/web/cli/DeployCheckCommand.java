package io.weir.web.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks Flink's planner about a deployment's script. */
@Command(
        name = "check",
        description = "Checks the script of a deployment by Flink's planner: each fault with its line and column.",
        mixinStandardHelpOptions = true)
final class DeployCheckCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private CommandSpec spec;

    @Mixin
    private RunningWeir where = new RunningWeir();

    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "FILE",
            description = "The deployment: name, folder, labels, description, spec.")
    private Path file = Path.of("deployment.yaml");

    @Option(names = "--sql", paramLabel = "FILE", description = "Takes the script from this file.")
    private @Nullable Path script;

    @Option(names = "--plan", description = "Prints what it would run as.")
    private boolean plan;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        ObjectNode body = DeploymentFile.read(file).body();
        if (script != null) {
            DeploymentFile.script(body, script);
        }
        ObjectNode asked = JsonNodeFactory.instance.objectNode();
        asked.set("spec", body.path("spec"));
        asked.put("plan", plan);
        JsonNode check = where.client().post("/api/v1/sql/check", asked);
        String name = String.valueOf(script == null ? file + ": sql.script" : script);
        for (JsonNode fault : check.path("faults")) {
            out.println(name + ":" + fault.path("line").asInt() + ":"
                    + fault.path("column").asInt() + ": "
                    + fault.path("message").asText());
        }
        if (!check.path("faults").isEmpty()) {
            return CommandLineInterface.FAILED;
        }
        out.println("Flink " + check.path("flinkVersion").asText() + " can run it");
        if (plan) {
            out.println(check.path("plan").path("text").asText());
        }
        return CommandLineInterface.OK;
    }
}
