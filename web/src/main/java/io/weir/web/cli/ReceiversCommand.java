package io.weir.web.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Who can be told of events. */
@Command(
        name = "receivers",
        description = "Lists who can be told of events, and sends them a test.",
        mixinStandardHelpOptions = true)
final class ReceiversCommand {
    /** Each channel of a receiver may take its whole deadline. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before a subcommand runs.
    private CommandSpec spec;

    @Command(name = "list", description = "Lists receivers, their channels, and how sending goes.")
    int list(@Mixin RunningWeir where) {
        PrintWriter out = spec.commandLine().getOut();
        for (JsonNode receiver : where.client().get("/api/v1/receivers")) {
            for (JsonNode channel : receiver.path("channels")) {
                out.printf(
                        "%-20s %-14s %-40s %d waiting %s%n",
                        receiver.path("name").asText(),
                        channel.path("kind").asText(),
                        channel.path("address").asText(),
                        channel.path("pending").asLong(),
                        channel.path("lastError").asText("").replace("null", ""));
            }
        }
        out.flush();
        return CommandLineInterface.OK;
    }

    @Command(
            name = "test",
            description = "Sends a test through every channel of a receiver and says what each answered;"
                    + " exit code 1 when one of them did not take it.")
    int test(
            @Parameters(paramLabel = "NAME", description = "The receiver's name.") String name,
            @Mixin RunningWeir where) {
        PrintWriter out = spec.commandLine().getOut();
        boolean well = true;
        String path = "/api/v1/receivers/" + WeirClient.encoded(name) + "/test";
        for (JsonNode answer : where.client().post(path, PATIENCE)) {
            String outcome = answer.path("outcome").asText();
            well &= outcome.equals("delivered");
            out.printf(
                    "%-10s %-14s %-40s %s%n",
                    outcome,
                    answer.path("channel").asText(),
                    answer.path("address").asText(),
                    answer.path("detail").asText());
        }
        out.flush();
        return well ? CommandLineInterface.OK : CommandLineInterface.FAILED;
    }
}
