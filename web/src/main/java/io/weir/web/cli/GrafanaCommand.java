package io.weir.web.cli;

import io.weir.grafana.GrafanaDashboards;
import io.weir.grafana.api.GrafanaApiClient;
import io.weir.grafana.api.GrafanaPush;
import io.weir.grafana.api.Step;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Weir's dashboards in a Grafana. */
@Command(name = "grafana", description = "Brings Weir's dashboards into a Grafana.", mixinStandardHelpOptions = true)
final class GrafanaCommand {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before a subcommand runs.
    private CommandSpec spec;

    @Command(
            name = "push",
            description =
                    "Makes a Grafana have Weir's folder, dashboards and, with --weir-token-file, Weir as a data source."
                            + " What is there and alike is left alone; what differs is replaced.")
    int push(
            @Option(names = "--url", required = true, paramLabel = "URL", description = "Where Grafana is.") URI url,
            @Option(
                            names = "--token-file",
                            required = true,
                            paramLabel = "FILE",
                            description = "Holds the token of a Grafana service account.")
                    Path tokenFile,
            @Option(
                            names = "--folder",
                            defaultValue = "Flink",
                            paramLabel = "TITLE",
                            description = "Title of the folder that is made (${DEFAULT-VALUE}).")
                    String folder,
            @Option(
                            names = "--weir-url",
                            defaultValue = "http://127.0.0.1:8090",
                            paramLabel = "URL",
                            description = "Where browsers and Grafana find Weir (${DEFAULT-VALUE}).")
                    URI weir,
            @Option(
                            names = "--weir-token-file",
                            paramLabel = "FILE",
                            description =
                                    "Holds a token of Weir, by which Grafana reads; without it no data source is made.")
                    @Nullable
                    Path weirTokenFile,
            @Option(names = "--dry-run", description = "Writes nothing, and says what would be changed.")
                    boolean dryRun) {
        PrintWriter out = spec.commandLine().getOut();
        GrafanaPush grafana = new GrafanaPush(new GrafanaApiClient(url, secret(tokenFile)), dryRun);
        if (weirTokenFile != null) {
            tell(out, grafana.dataSource(GrafanaDashboards.dataSource(weir, secret(weirTokenFile))));
        }
        new GrafanaDashboards(weir).push(grafana, folder, step -> tell(out, step));
        if (dryRun) {
            out.println("Nothing was written.");
        }
        out.flush();
        return CommandLineInterface.OK;
    }

    @Command(
            name = "export",
            description =
                    "Writes the dashboards as files for Grafana's own provisioning, in folders prometheus and influxdb.")
    int export(
            @Parameters(paramLabel = "FOLDER", description = "Where to; made if need be.") Path folder,
            @Option(
                            names = "--weir-url",
                            defaultValue = "http://127.0.0.1:8090",
                            paramLabel = "URL",
                            description = "Where browsers find Weir (${DEFAULT-VALUE}).")
                    URI weir) {
        PrintWriter out = spec.commandLine().getOut();
        for (GrafanaDashboards.DashboardFile file : new GrafanaDashboards(weir).files()) {
            Path path = folder.resolve(file.path());
            try {
                Files.createDirectories(folder.resolve(file.path()).resolveSibling("."));
                Files.writeString(path, file.text());
            } catch (IOException e) {
                throw new CommandFailedException(path + " cannot be written: " + e);
            }
            out.println(path);
        }
        out.flush();
        return CommandLineInterface.OK;
    }

    private static void tell(PrintWriter out, Step step) {
        out.printf("%-10s %s%n", step.kind().name().toLowerCase(Locale.ROOT), step.what());
        step.differences().forEach(difference -> out.println("           " + difference));
    }

    private static String secret(Path file) {
        try {
            String text = Files.readString(file).strip();
            if (text.isEmpty()) {
                throw new CommandFailedException(file + " is empty; it must hold a token");
            }
            return text;
        } catch (IOException e) {
            throw new CommandFailedException("the token in " + file + " cannot be read (" + e + ")");
        }
    }
}
