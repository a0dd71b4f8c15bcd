package io.weir.web.cli;

import io.weir.collector.head.SteadyClock;
import io.weir.web.app.Appliance;
import io.weir.web.app.ApplianceOptions;
import io.weir.web.app.Home;
import io.weir.web.app.config.ConfigFile;
import io.weir.web.app.config.WeirConfig;
import io.weir.web.app.data.DataFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Watches the clusters of a config file. */
@Command(name = "serve", description = "Watches the clusters of a config file.", mixinStandardHelpOptions = true)
final class ServeCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before run().
    private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            description = "The config file, such as weir.yaml.")
    @SuppressWarnings("NullAway.Init") // Set by picocli before run().
    private Path file;

    @Option(names = "--reset-password", description = "Gives the account admin a new password and prints it.")
    private boolean resetPassword;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        WeirConfig config =
                ConfigFile.read(file, Map.of("WEIR_HOME", Home.folder().toString()));
        DataFolder folder = DataFolder.open(config.data());
        Logging.toFolder(folder.path(), "INFO");
        Foreground foreground = new Foreground();
        Appliance appliance = Appliance.start(
                config,
                folder,
                new ApplianceOptions(null, resetPassword, ApplianceOptions.Listener.SILENT, new SteadyClock()));
        foreground.closeAtEnd(appliance);
        Hangup.run(appliance::reload);
        out.println("Weir watches " + config.clusters().size() + " cluster(s) and hosts "
                + config.hosted().size() + ": " + appliance.url());
        Credentials.print(out, appliance.newPassword(), folder.path(), "./weir serve --config " + file);
        foreground.await();
    }
}
