package io.weir.web.cli;

import io.weir.web.app.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says which Weir this is. */
@Command(name = "version", description = "Says which Weir this is.", mixinStandardHelpOptions = true)
final class VersionCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before run().
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine()
                .getOut()
                .println("weir " + Version.text() + " (Java " + System.getProperty("java.version") + ")");
    }
}
