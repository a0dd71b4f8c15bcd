package io.weir.diagnosis.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Reads files of a capture, as they are or gzipped. */
final class CapturedFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST = 256 << 20;

    private CapturedFile() {}

    /** The bytes, unpacked where the name ends in {@code .gz}. */
    static byte[] bytes(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                InputStream plain = file.getFileName().toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
            byte[] bytes = plain.readNBytes(LARGEST);
            if (bytes.length == LARGEST) {
                throw new CaptureException(file + ": is larger than " + (LARGEST >> 20) + " MiB");
            }
            return bytes;
        } catch (IOException e) {
            throw new CaptureException(file + ": cannot be read: " + e.getMessage());
        }
    }

    /** The JSON of a file or of its gzipped form; empty when there is neither. */
    static Optional<JsonNode> json(Path folder, String name) {
        for (String form : new String[] {name, name + ".gz"}) {
            Path file = folder.resolve(form);
            if (Files.isRegularFile(file)) {
                try {
                    return Optional.of(JSON.readTree(bytes(file)));
                } catch (IOException e) {
                    throw new CaptureException(file + ": is no JSON: " + e.getMessage());
                }
            }
        }
        return Optional.empty();
    }
}
