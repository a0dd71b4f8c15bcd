package io.weir.web.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks a running Weir for what somebody who helps needs to see. */
@Command(
        name = "support",
        description = "Writes an archive of what a running Weir tells of itself, with secrets taken out:"
                + " status, configuration, metrics, targets, rules, threads, the end of its log.",
        mixinStandardHelpOptions = true)
final class SupportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private CommandSpec spec;

    @Mixin
    private final RunningWeir where = new RunningWeir();

    @Parameters(
            paramLabel = "FILE",
            defaultValue = "weir-support.zip",
            description = "The archive to write (${DEFAULT-VALUE}).")
    private Path file = Path.of("weir-support.zip");

    @Override
    public Integer call() {
        Path target = file.toAbsolutePath().normalize();
        if (Files.exists(target)) {
            throw new CommandFailedException(target + " is there already; name another");
        }
        where.client().downloadSecretly("/api/v1/support", target);
        spec.commandLine()
                .getOut()
                .println(target + ": " + target.toFile().length() + " bytes; read it before you send it on");
        spec.commandLine().getOut().flush();
        return CommandLineInterface.OK;
    }
}
