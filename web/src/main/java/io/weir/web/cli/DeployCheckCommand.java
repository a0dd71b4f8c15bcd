package io.weir.web.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks Flink's planner about a deployment's script, or the interpreter about its Python program. */
@Command(
        name = "check",
        description =
                "Checks the script of a deployment by Flink's planner: each fault with its line and column; of a Python program, whether Weir's interpreter can run it.",
        mixinStandardHelpOptions = true)
final class DeployCheckCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private CommandSpec spec;

    @Mixin
    private RunningWeir where = new RunningWeir();

    @Mixin
    private DeploymentSource source = new DeploymentSource();

    @Option(names = "--plan", description = "Prints what it would run as.")
    private boolean plan;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        ObjectNode body = source.read().body();
        if (body.path("spec").hasNonNull("python")) {
            return python(body.path("spec").path("flinkVersion").asText(""), out);
        }
        ObjectNode asked = JsonNodeFactory.instance.objectNode();
        asked.set("spec", body.path("spec"));
        asked.put("plan", plan);
        JsonNode check = where.client().post("/api/v1/sql/check", asked);
        String name = source.scriptName();
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

    private int python(String version, PrintWriter out) {
        JsonNode check = where.client().get("/api/v1/python?flinkVersion=" + WeirClient.encoded(version));
        out.println(check.path("message").asText());
        return check.path("verdict").asText().equals("fit") ? CommandLineInterface.OK : CommandLineInterface.FAILED;
    }
}
