package io.weir.web.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks Weir whether something can be reached from where hosted clusters run. */
@Command(
        name = "reach",
        description =
                "Looks a host up and, given a port, connects to it from the machine that hosted clusters run on. Ends with 1 when it cannot be reached.",
        mixinStandardHelpOptions = true)
final class DeployReachCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private CommandSpec spec;

    @Mixin
    private RunningWeir where = new RunningWeir();

    @Mixin
    private InWorkspace workspace = new InWorkspace();

    @Parameters(paramLabel = "HOST[:PORT]", description = "Such as kafka-1:9092, or [::1]:9092.")
    private String endpoint = "";

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        JsonNode reach = where.client()
                .post(
                        workspace.at("/api/v1/connectivity"),
                        JsonNodeFactory.instance.objectNode().put("endpoint", endpoint));
        if (reach.hasNonNull("unresolved")) {
            out.println(reach.path("unresolved").asText());
        }
        reach.path("addresses")
                .forEach(address -> out.println(address.asText() + " is an address of it, looked up in "
                        + reach.path("resolveMillis").asLong() + " ms"));
        reach.path("attempts")
                .forEach(attempt -> out.println(attempt.path("address").asText() + ": "
                        + said(attempt.path("outcome").asText()) + ", "
                        + attempt.path("millis").asLong() + " ms"));
        boolean reachable = reach.path("reachable").asBoolean();
        // Without a port there is nobody to connect to.
        String can =
                reach.path("attempts").isEmpty() ? " has an address; give a port to connect to it" : " can be reached";
        out.println(reach.path("endpoint").asText() + (reachable ? can : " cannot be reached"));
        return reachable ? CommandLineInterface.OK : CommandLineInterface.FAILED;
    }

    private static String said(String outcome) {
        return switch (outcome) {
            case "connected" -> "connected";
            case "refused" -> "refused: the host answers, and nobody listens there";
            case "no-answer" -> "no answer: the host is down, or a firewall drops what is sent to it";
            default -> "no route to the host";
        };
    }
}
