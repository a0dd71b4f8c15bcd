package io.weir.web.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes all log records that satisfy a query to a file. */
@Command(
        name = "export",
        description = "Writes all log records that satisfy a query to a file.",
        mixinStandardHelpOptions = true)
final class LogsExportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private CommandSpec spec;

    @Mixin
    private final LogsAnswer answer = new LogsAnswer();

    @Mixin
    private final LogsSelection selection = new LogsSelection();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "txt",
            description = "txt, ndjson or csv (${DEFAULT-VALUE}).")
    private String format = "txt";

    @Option(names = "--out", paramLabel = "FILE", description = "The file; logs.FORMAT here when not given.")
    private @Nullable Path out;

    @Override
    public Integer call() {
        if (!List.of("txt", "ndjson", "csv").contains(format)) {
            throw new ParameterException(spec.commandLine(), "--format must be txt, ndjson or csv, got " + format);
        }
        Path file = (out == null ? Path.of("logs." + format) : out).toAbsolutePath();
        Path folder = file.getParent();
        if (folder == null || !Files.isWritable(folder) || Files.isDirectory(file)) {
            throw new CommandFailedException("the file " + file + " cannot be written; name another with --out");
        }
        answer.client()
                .download("/api/v1/logs/export?order=oldest&" + selection.parameters() + "&format=" + format, file);
        spec.commandLine().getOut().println(file + ": " + file.toFile().length() + " bytes");
        return CommandLineInterface.OK;
    }
}
