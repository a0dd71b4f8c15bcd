package io.weir.web.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Deployments of the Weir that runs on this machine. */
@Command(
        name = "deploy",
        description = "Deployments: what should run on Flink that Weir hosts, and what runs.",
        mixinStandardHelpOptions = true,
        subcommands = {
            DeployApplyCommand.class,
            DeployCheckCommand.class,
            DeployVariableCommand.class,
            DeployReachCommand.class,
            DeployDrillCommand.class,
            DeployReadCommands.List.class,
            DeployReadCommands.Get.class,
            DeployReadCommands.Logs.class,
            DeployReadCommands.Export.class,
            DeployChangeCommands.Start.class,
            DeployChangeCommands.Suspend.class,
            DeployChangeCommands.Cancel.class,
            DeployChangeCommands.Savepoint.class,
            DeployChangeCommands.Clone.class,
            DeployChangeCommands.Delete.class
        })
final class DeployCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before run().
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what to do: weir deploy list, or weir deploy apply -f FILE");
    }

    static String path(String name) {
        if (!name.matches("[a-z0-9-]{1,63}")) {
            throw new CommandFailedException(
                    "\"" + name + "\" is no name of a deployment; it has small letters, digits and -");
        }
        return "/api/v1/deployments/" + name;
    }

    /** One line of what a deployment is. */
    static String line(JsonNode deployment) {
        StringBuilder line = new StringBuilder(String.format(
                "%-30s %-13s wanted %-10s version %-4s",
                deployment.path("name").asText(),
                deployment.path("state").asText(),
                deployment.path("desired").asText(),
                deployment.path("runVersion").isNull()
                        ? "-"
                        : deployment.path("runVersion").asText()));
        if (!deployment.path("unknownSince").isNull()) {
            line.append("  unknown since ")
                    .append(deployment.path("unknownSince").asText())
                    .append(": ")
                    .append(deployment.path("unknownWhy").asText());
        }
        if (!deployment.path("note").isNull()) {
            line.append("  ").append(deployment.path("note").asText());
        }
        return line.toString().stripTrailing();
    }
}
