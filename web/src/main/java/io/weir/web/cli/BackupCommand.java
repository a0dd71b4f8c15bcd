package io.weir.web.cli;

import io.weir.web.app.Version;
import io.weir.web.backup.Backup;
import io.weir.web.backup.BackupArchive;
import io.weir.web.backup.BackupManifest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a backup of a data folder, while a Weir runs on it or not, or checks one. */
@Command(
        name = "backup",
        description = "Writes everything that Weir keeps into one file, while it runs or not, and reads it back."
                + " The index over logs and Flink's distributions are made anew by a restore.",
        mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The backup to write, such as weir-backup.zip.")
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private Path file;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            defaultValue = "data",
            description = "The data folder (${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Option(names = "--check", description = "Writes nothing: checks that FILE is whole and can be restored.")
    private boolean check;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        BackupManifest manifest = check
                ? BackupArchive.check(file)
                : Backup.make(
                        data.toAbsolutePath().normalize(),
                        file.toAbsolutePath().normalize(),
                        Version.text(),
                        Clock.systemUTC());
        out.println(text(file, manifest));
        out.println(
                check
                        ? "every file is as it was backed up"
                        : "written and read back; it holds password hashes and keys: keep it safe");
        out.flush();
        return CommandLineInterface.OK;
    }

    static String text(Path file, BackupManifest manifest) {
        return String.format(
                Locale.ROOT,
                "%s: of %s by Weir %s, %d files, %.1f MB",
                file.getFileName(),
                manifest.at(),
                manifest.weir(),
                manifest.files().size(),
                manifest.bytes() / 1e6);
    }
}
