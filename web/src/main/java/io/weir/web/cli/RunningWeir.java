package io.weir.web.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which Weir a command asks: the one that runs on a data folder. */
final class RunningWeir {
    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            defaultValue = "data",
            description = "The data folder of the running Weir (${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    WeirClient client() {
        return WeirClient.on(data, "start one with ./weir serve, or name its folder with --data");
    }
}
