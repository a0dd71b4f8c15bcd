package io.weir.web.app.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The demo's {@code weir.yaml}: an ordinary config file with short intervals, there to be read and changed. */
public final class DemoConfig {
    private DemoConfig() {}

    /** Writes the file into the data folder unless it is there: what a person changed stays. */
    public static Path write(Path data) {
        Path file = data.resolve("weir.yaml");
        try (InputStream stream = DemoConfig.class.getResourceAsStream("/demo/weir.yaml")) {
            if (!Files.exists(file)) {
                if (stream == null) {
                    throw new IllegalStateException("this Weir was built without its demo config");
                }
                Files.write(file, stream.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the demo's config " + file + " cannot be written", e);
        }
        return file;
    }

    /** What {@code ${...}} in the file stands for at this start. */
    public static Map<String, String> variables(Path data, Path home, int port, java.net.URI webhook) {
        return Map.of(
                "WEIR_DATA", data.toString(),
                "WEIR_HOME", home.toString(),
                "WEIR_DEMO_PORT", Integer.toString(port),
                "WEIR_DEMO_WEBHOOK", webhook.toString());
    }

    /** Where the drills' files go. */
    public static Path drillDirectory(Path data) {
        return data.resolve("drills");
    }
}
