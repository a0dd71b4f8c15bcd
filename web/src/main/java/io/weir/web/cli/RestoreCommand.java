package io.weir.web.cli;

import io.weir.web.backup.BackupManifest;
import io.weir.web.backup.Restore;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a data folder of a backup. */
@Command(
        name = "restore",
        description = "Makes a data folder of a backup, all of it or nothing."
                + " A backup that is damaged, or was made by a newer Weir, is refused.",
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The backup.")
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private Path file;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            required = true,
            description = "The data folder to make: one that is not there yet, or is empty.")
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private Path data;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        BackupManifest manifest = Restore.into(data, file.toAbsolutePath().normalize());
        out.println(BackupCommand.text(file, manifest));
        out.println("restored into " + data.toAbsolutePath().normalize()
                + "; start Weir on it, and the index over logs is built anew");
        out.flush();
        return CommandLineInterface.OK;
    }
}
