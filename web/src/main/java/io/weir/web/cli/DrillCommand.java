package io.weir.web.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.web.app.demo.DrillKind;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Breaks the running demo on purpose and shows which events come and go. */
@Command(
        name = "drill",
        description = "Breaks the running demo on purpose and shows which events come and go:"
                + " kill-taskmanager, back-pressure, checkpoint-failure, job-failure, full-gc.",
        mixinStandardHelpOptions = true)
final class DrillCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "Which drill.")
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private String name;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            defaultValue = "data",
            description = "The data folder of the running demo (${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Override
    public Integer call() throws InterruptedException {
        DrillKind kind = DrillKind.of(name)
                .orElseThrow(() -> new picocli.CommandLine.ParameterException(
                        spec.commandLine(),
                        "there is no drill \"" + name + "\"; there are "
                                + DrillKind.ALL.stream().map(DrillKind::name).collect(Collectors.joining(", "))));
        PrintWriter out = spec.commandLine().getOut();
        WeirClient client = WeirClient.on(data, "start one with ./weir demo, or name its folder with --data");
        Instant before = client.now();
        try (DrillWatch watch = new DrillWatch(kind, before, out)) {
            client.follow("/api/v1/events/stream", watch::event);
            JsonNode run = client.post("/api/v1/demo/drills/" + name);
            out.println(kind.title() + ": " + run.path("detail").asText());
            out.println(
                    "Waiting for " + String.join(", ", kind.events()) + " to fire and resolve (Ctrl-C any time) ...");
            boolean seen = watch.await(PATIENCE);
            out.println(seen ? "Over: everything expected fired and resolved." : "After 5 minutes: " + watch.missing());
            return seen ? CommandLineInterface.OK : CommandLineInterface.FAILED;
        }
    }
}
