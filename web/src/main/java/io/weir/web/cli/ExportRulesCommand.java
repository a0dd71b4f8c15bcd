package io.weir.web.cli;

import io.weir.rules.catalogue.Catalogue;
import io.weir.rules.catalogue.PrometheusRules;
import io.weir.web.app.Home;
import io.weir.web.app.config.ConfigFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes the rules that PromQL can say as a Prometheus rule file: as they ship, as a config says, or as they are in force. */
@Command(
        name = "export",
        description =
                "Writes the built-in rules that PromQL can say as a Prometheus rule file, as they ship unless told otherwise."
                        + " Parameters of a scope are left out.",
        mixinStandardHelpOptions = true)
final class ExportRulesCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private CommandSpec spec;

    @Option(names = "--config", paramLabel = "FILE", description = "With the parameters of this weir.yaml.")
    private @Nullable Path config;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description =
                    "With the parameters in force in the Weir that runs on this data folder, those set in the console included.")
    private @Nullable Path data;

    @Override
    public Integer call() {
        if (config != null && data != null) {
            throw new ParameterException(spec.commandLine(), "give --config or --data, not both");
        }
        spec.commandLine().getOut().print(text());
        spec.commandLine().getOut().flush();
        return CommandLineInterface.OK;
    }

    private String text() {
        if (data != null) {
            Path folder = data;
            return WeirClient.on(folder, "start it, or give its configuration with --config")
                    .text("/api/v1/rules/export");
        }
        Map<String, Map<String, String>> parameters = config == null
                ? Map.of()
                : ConfigFile.read(config, Map.of("WEIR_HOME", Home.folder().toString()))
                        .rules()
                        .parameters();
        return PrometheusRules.text(Catalogue.bundled(), parameters);
    }
}
