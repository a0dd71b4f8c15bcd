package io.weir.web.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is asked of deployments. */
final class DeployReadCommands {
    private DeployReadCommands() {}

    /** All of them. */
    @Command(name = "list", description = "Lists deployments.", mixinStandardHelpOptions = true)
    static final class List implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // Set by picocli before call().
        private CommandSpec spec;

        @Mixin
        private RunningWeir where = new RunningWeir();

        @Mixin
        private InWorkspace workspace = new InWorkspace();

        @Override
        public Integer call() {
            for (JsonNode deployment : where.client().get(workspace.at("/api/v1/deployments"))) {
                spec.commandLine().getOut().println(DeployCommand.line(deployment));
            }
            return CommandLineInterface.OK;
        }
    }

    /** One of them. */
    @Command(
            name = "get",
            description = "Shows a deployment, its newest runs and snapshots.",
            mixinStandardHelpOptions = true)
    static final class Get implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // Set by picocli before call().
        private CommandSpec spec;

        @Mixin
        private RunningWeir where = new RunningWeir();

        @Parameters(paramLabel = "NAME")
        private String name = "";

        @Option(names = "--json", description = "Prints the API's answer.")
        private boolean json;

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            WeirClient client = where.client();
            String path = DeployCommand.path(name);
            JsonNode deployment = client.get(path);
            if (json) {
                out.println(deployment.toPrettyString());
                return CommandLineInterface.OK;
            }
            out.println(DeployCommand.line(deployment));
            for (JsonNode run : client.get(path + "/runs?limit=5")) {
                out.println("  run " + run.path("number").asInt() + "  version "
                        + run.path("version").asInt() + "  " + run.path("state").asText() + "  job "
                        + run.path("jobId").asText() + "  started "
                        + run.path("startedAt").asText()
                        + (run.path("restoredFrom").isNull()
                                ? ""
                                : "  from " + run.path("restoredFrom").asText()));
            }
            for (JsonNode snapshot : client.get(path + "/snapshots?limit=5")) {
                out.println("  snapshot " + snapshot.path("id").asText() + "  "
                        + snapshot.path("kind").asText() + "  "
                        + snapshot.path("state").asText() + "  "
                        + snapshot.path("at").asText() + "  "
                        + snapshot.path(snapshot.path("path").isNull() ? "cause" : "path")
                                .asText(""));
            }
            return CommandLineInterface.OK;
        }
    }

    /** What was done for a run. */
    @Command(
            name = "logs",
            description = "Prints the start log of a run; its processes' logs are found by weir logs.",
            mixinStandardHelpOptions = true)
    static final class Logs implements Callable<Integer> {
        private static final int PAGE = 1000;

        @Spec
        @SuppressWarnings("NullAway.Init") // Set by picocli before call().
        private CommandSpec spec;

        @Mixin
        private RunningWeir where = new RunningWeir();

        @Parameters(paramLabel = "NAME")
        private String name = "";

        @Option(names = "--run", paramLabel = "NUMBER", description = "The newest by default.")
        private @Nullable Integer run;

        @Override
        public Integer call() {
            WeirClient client = where.client();
            String path = DeployCommand.path(name);
            Integer number = run;
            if (number == null) {
                JsonNode newest = client.get(path + "/runs?limit=1").path(0);
                if (newest.isMissingNode()) {
                    throw new CommandFailedException(name + " never ran");
                }
                number = newest.path("number").asInt();
            }
            long after = 0;
            JsonNode lines;
            do {
                lines = client.get(path + "/runs/" + number + "/log?limit=" + PAGE + "&after=" + after);
                for (JsonNode line : lines) {
                    spec.commandLine()
                            .getOut()
                            .println(line.path("at").asText() + "  "
                                    + line.path("text").asText());
                    after = line.path("sequence").asLong();
                }
            } while (lines.size() == PAGE);
            return CommandLineInterface.OK;
        }
    }

    /** What apply takes. */
    @Command(
            name = "export",
            description = "Prints a deployment as the YAML that apply takes.",
            mixinStandardHelpOptions = true)
    static final class Export implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // Set by picocli before call().
        private CommandSpec spec;

        @Mixin
        private RunningWeir where = new RunningWeir();

        @Parameters(paramLabel = "NAME")
        private String name = "";

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            out.print(where.client().text(DeployCommand.path(name) + "/export"));
            out.flush();
            return CommandLineInterface.OK;
        }
    }
}
