package io.weir.web.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.web.app.config.Moments;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks the Weir that runs on this machine why something happened. */
@Command(
        name = "diagnose",
        description = "Says why a job or cluster broke, with the evidence and what to do.",
        mixinStandardHelpOptions = true)
final class DiagnoseCommand implements Callable<Integer> {
    private static final Duration BEFORE = Duration.ofMinutes(15);
    private static final Duration AFTER = Duration.ofMinutes(15);

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private CommandSpec spec;

    @Parameters(paramLabel = "JOB|CLUSTER", description = "A job's name or id, or a cluster's name.")
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private String subject;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            defaultValue = "now",
            description = "When it broke; a quarter of an hour on each side is looked at (${DEFAULT-VALUE}).")
    private String at = "now";

    @Option(
            names = "--lang",
            paramLabel = "en|zh",
            defaultValue = "en",
            description = "The language (${DEFAULT-VALUE}).")
    private String language = "en";

    @Option(names = "--json", description = "As the API tells it.")
    private boolean json;

    @Mixin
    private RunningWeir weir = new RunningWeir();

    @Override
    public Integer call() {
        WeirClient client = weir.client();
        Instant moment = moment();
        String range = "&from=" + moment.minus(BEFORE).toEpochMilli() + "&to="
                + moment.plus(AFTER).toEpochMilli();
        JsonNode answer = client.get("/api/v1/diagnosis/findings?" + about(client) + range);
        new FindingText(spec.commandLine().getOut(), language, json).print(answer);
        return answer.path("findings").isEmpty() ? CommandLineInterface.OK : CommandLineInterface.FAILED;
    }

    private Instant moment() {
        try {
            return Moments.parse(at, Instant.now());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--at " + e.getMessage());
        }
    }

    /** The job of that name or id; else the cluster of that name, which may be an imported one. */
    private String about(WeirClient client) {
        @Nullable JsonNode found = null;
        for (JsonNode job : client.get("/api/v1/jobs")) {
            if (job.path("id").asText().equals(subject)
                    || job.path("name").asText().equals(subject)) {
                if (found != null && !found.path("id").equals(job.path("id"))) {
                    throw new CommandFailedException("there are several jobs " + subject + "; name one by its id");
                }
                found = job;
            }
        }
        return found == null
                ? "cluster=" + LogsAnswer.encoded(subject)
                : "cluster=" + LogsAnswer.encoded(found.path("cluster").asText()) + "&job="
                        + found.path("id").asText();
    }
}
