package io.weir.web.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command reads a deployment from: a YAML file, and its script from another file when one is named. */
final class DeploymentSource {
    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "FILE",
            description = "The deployment: name, folder, labels, description, spec.")
    private Path file = Path.of("deployment.yaml");

    @Option(names = "--sql", paramLabel = "FILE", description = "Takes the script from this file.")
    private @Nullable Path script;

    DeploymentFile read() {
        DeploymentFile read = DeploymentFile.read(file);
        if (script != null) {
            DeploymentFile.script(read.body(), script);
        }
        return read;
    }

    /** Where the script stands, for faults to name. */
    String scriptName() {
        return String.valueOf(script == null ? file + ": sql.script" : script);
    }
}
