package io.weir.web.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.rules.promql.Durations;
import io.weir.web.app.config.Moments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks the Weir that runs on this machine what a rule would have done over history. */
@Command(
        name = "replay",
        description =
                "Says what a rule would have done over history, and which of the stored events it would have caught.",
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long ASK_EVERY_MS = 500;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private CommandSpec spec;

    @Parameters(
            paramLabel = "RULE|FILE",
            description = "A rule's name (Weir's own, or an alert of a rule file in force), or a rule file.")
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private String rule;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            required = true,
            description = "The beginning: RFC 3339, Unix milliseconds, or now-1d.")
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private String from;

    @Option(names = "--to", paramLabel = "TIME", defaultValue = "now", description = "The end (now).")
    private String to = "now";

    @Option(names = "--step", paramLabel = "DURATION", description = "Between two evaluations; as live when not given.")
    private @Nullable String step;

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "A parameter, such as threshold=0.9 or for=5m.")
    private Map<String, String> set = Map.of();

    @Option(names = "--alert", paramLabel = "NAME", description = "Which alert of FILE; not needed when it has one.")
    private @Nullable String alert;

    @Option(
            names = "--against",
            paramLabel = "RULE",
            description = "Holds it against the stored events of another rule; may be repeated.")
    private List<String> against = List.of();

    @Option(
            names = "--mark",
            paramLabel = "EVENT",
            description =
                    "An event that the suggestion must catch; may be repeated. Else the acknowledged ones, or all.")
    private List<String> marked = List.of();

    @Option(
            names = "--suggest",
            paramLabel = "NAME",
            arity = "0..1",
            fallbackValue = "",
            description = "Suggests a value of a parameter; of the rule's threshold when none is named.")
    private @Nullable String suggest;

    @Option(names = "--json", description = "Prints the report as JSON.")
    private boolean json;

    @Mixin
    private RunningWeir weir = new RunningWeir();

    @Override
    public Integer call() throws InterruptedException {
        ObjectNode request = request();
        WeirClient client = weir.client();
        String id = client.post("/api/v1/rules/replay", request).path("id").asText();
        Thread atExit = new Thread(() -> client.delete("/api/v1/rules/replays/" + id), "replay-cancel");
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            JsonNode done = await(client, id);
            if (!done.path("state").asText().equals("done")) {
                throw new CommandFailedException(
                        done.path("error").asText(done.path("state").asText()));
            }
            if (json) {
                spec.commandLine().getOut().println(done.toPrettyString());
            } else {
                new ReplayText(done, spec.commandLine().getOut()).print();
            }
            return CommandLineInterface.OK;
        } finally {
            unhook(atExit);
        }
    }

    private static void unhook(Thread atExit) {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The process is ending; the hook runs already, and the replay is cancelled if it still runs.
            return;
        }
    }

    private JsonNode await(WeirClient client, String id) throws InterruptedException {
        while (true) {
            JsonNode replay = client.get("/api/v1/rules/replays/" + id);
            String state = replay.path("state").asText();
            if (!state.equals("waiting") && !state.equals("running")) {
                return replay;
            }
            if (System.console() != null) {
                spec.commandLine()
                        .getErr()
                        .printf(
                                "\r%3d %%  %s   ",
                                Math.round(replay.path("share").asDouble() * 100),
                                replay.path("at").asText(state));
                spec.commandLine().getErr().flush();
            }
            Thread.sleep(ASK_EVERY_MS);
        }
    }

    private ObjectNode request() {
        ObjectNode request = JSON.createObjectNode();
        Instant now = Instant.now();
        Instant begin = time("--from", from, now);
        Instant end = time("--to", to, now);
        if (!begin.isBefore(end)) {
            throw usage("--to (" + end + ") is not after --from (" + begin + ")");
        }
        request.put("from", begin.toString());
        request.put("to", end.toString());
        if (step != null) {
            try {
                request.put("step", Durations.text(Durations.parse(step).toMillis()));
            } catch (IllegalArgumentException e) {
                throw usage("--step: " + e.getMessage());
            }
        }
        Path file = Path.of(rule);
        boolean isFile = Files.isRegularFile(file);
        if (!isFile && (rule.contains("/") || rule.endsWith(".yml") || rule.endsWith(".yaml"))) {
            throw new CommandFailedException("there is no file " + rule);
        }
        request.put(isFile ? "file" : "rule", isFile ? text(file) : rule);
        if (alert != null) {
            request.put("alert", alert);
        }
        if (suggest != null) {
            request.put("suggest", suggest);
        }
        request.set("set", JSON.valueToTree(set));
        request.set("against", JSON.valueToTree(against));
        request.set("marked", JSON.valueToTree(marked));
        return request;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new CommandFailedException(file + " cannot be read: " + e);
        }
    }

    private Instant time(String option, String text, Instant now) {
        try {
            return Moments.parse(text, now);
        } catch (IllegalArgumentException e) {
            throw usage(option + " " + e.getMessage());
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
