package io.weir.web.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what stands around a log record. */
@Command(name = "context", description = "Shows what stands around a log record.", mixinStandardHelpOptions = true)
final class LogsContextCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private CommandSpec spec;

    @Mixin
    private final LogsAnswer answer = new LogsAnswer();

    @Parameters(paramLabel = "ID", description = "The id of a record, as search --json tells it.")
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private String id;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            defaultValue = "20",
            description = "How many on each side (${DEFAULT-VALUE}).")
    private int lines = 20;

    @Option(names = "--process", description = "Of the whole process rather than of the same file.")
    private boolean process;

    @Override
    public Integer call() {
        JsonNode hits = answer.client()
                .get("/api/v1/logs/context?id=" + LogsAnswer.encoded(id) + "&before=" + lines + "&after=" + lines
                        + "&within=" + (process ? "process" : "file"));
        hits.forEach(hit -> answer.print(spec.commandLine().getOut(), hit));
        return CommandLineInterface.OK;
    }
}
