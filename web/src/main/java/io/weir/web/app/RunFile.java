package io.weir.web.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/** {@code run.json} in the data folder: how a command on this machine finds the Weir that runs there. */
public final class RunFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RunFile() {}

    private static Path file(Path data) {
        return data.resolve("run.json");
    }

    static void write(Path data, URI url) {
        try {
            Path fresh = data.resolve("run.json.new");
            Files.writeString(
                    fresh,
                    JSON.writeValueAsString(
                                    Map.of("pid", ProcessHandle.current().pid(), "url", url.toString())) + "\n");
            Files.move(fresh, file(data), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("run.json cannot be written in " + data, e);
        }
    }

    static void delete(Path data) {
        try {
            Files.deleteIfExists(file(data));
        } catch (IOException e) {
            throw new UncheckedIOException("run.json cannot be deleted in " + data, e);
        }
    }

    /** The URL of the Weir that runs on a data folder; empty when none does. */
    public static Optional<URI> url(Path data) {
        try {
            JsonNode run = JSON.readTree(Files.readString(file(data)));
            boolean alive = ProcessHandle.of(run.path("pid").asLong()).isPresent();
            return alive ? Optional.of(URI.create(run.path("url").asText())) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            // No file: nothing runs there.
            return Optional.empty();
        }
    }
}
