package io.weir.web.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which Weir a command asks: the one that runs on a data folder of this machine, or one anywhere by its URL and a token. */
final class RunningWeir {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            defaultValue = "data",
            description = "The data folder of the running Weir (${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "${env:WEIR_SERVER}",
            description =
                    "The URL of a Weir elsewhere, with --token-file; else that of the environment variable WEIR_SERVER.")
    private @Nullable String server;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            defaultValue = "${env:WEIR_TOKEN_FILE}",
            description =
                    "A file that holds an API token; else that of WEIR_TOKEN_FILE. A token is made with: weir token create")
    private @Nullable Path tokenFile;

    WeirClient client() {
        String url = server;
        if (url == null) {
            return WeirClient.on(
                    data, "start one with ./weir serve, or name its folder with --data or its URL with --server");
        }
        if (!url.matches("https?://[^/\\s]+/?")) {
            throw new ParameterException(
                    spec.commandLine(), "--server must be a URL such as https://weir.example.org:8866, got " + url);
        }
        return new WeirClient(URI.create(url), token());
    }

    private String token() {
        Path file = tokenFile;
        if (file == null) {
            throw new ParameterException(
                    spec.commandLine(), "--server needs --token-file, or WEIR_TOKEN_FILE naming a file with a token");
        }
        try {
            String token = Files.readString(file).strip();
            if (token.isEmpty()) {
                throw new CommandFailedException("the file " + file + " is empty; it must hold an API token");
            }
            return token;
        } catch (IOException e) {
            throw new CommandFailedException("the token in " + file + " cannot be read: " + e);
        }
    }
}
