package io.weir.web.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code run.json} in the data folder: how a command on this machine finds the Weir that runs there. */
public final class RunFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RunFile() {}

    private static Path file(Path data) {
        return data.resolve("run.json");
    }

    static void write(Path data, URI url, @Nullable Path certificate) {
        try {
            Path fresh = data.resolve("run.json.new");
            ObjectNode run = JSON.createObjectNode();
            run.put("pid", ProcessHandle.current().pid()).put("url", url.toString());
            if (certificate != null) {
                run.put("certificate", certificate.toAbsolutePath().toString());
            }
            Files.writeString(fresh, run + "\n");
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
        return read(data).map(run -> URI.create(run.path("url").asText()));
    }

    /** The file of the certificate that it serves; empty when it speaks plain HTTP, or none runs there. */
    public static Optional<Path> certificate(Path data) {
        return read(data)
                .filter(run -> run.has("certificate"))
                .map(run -> Path.of(run.path("certificate").asText()));
    }

    private static Optional<JsonNode> read(Path data) {
        try {
            JsonNode run = JSON.readTree(Files.readString(file(data)));
            return ProcessHandle.of(run.path("pid").asLong()).map(process -> run);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            // No file: nothing runs there.
            return Optional.empty();
        }
    }
}
