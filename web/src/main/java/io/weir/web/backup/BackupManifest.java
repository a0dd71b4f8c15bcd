package io.weir.web.backup;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a backup holds.
 *
 * @param format of the archive; a larger one than {@link #FORMAT} is newer than this Weir
 * @param weir the version that made it
 * @param schemas the newest migration of each module's tables
 * @param files in the order of the archive
 */
public record BackupManifest(int format, String weir, Instant at, Map<String, String> schemas, List<Entry> files) {
    /** What this Weir writes and reads. */
    static final int FORMAT = 1;

    static final String NAME = "manifest.json";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /**
     * A file.
     *
     * @param path below the data folder, with slashes
     * @param sha256 of its bytes, in hex
     * @param secret whether only its owner may read it
     */
    public record Entry(String path, long bytes, String sha256, boolean secret) {
        public Entry {
            Path plain = Path.of(path).normalize();
            if (path.isEmpty()
                    || path.indexOf('\\') >= 0
                    || path.indexOf('\0') >= 0
                    || plain.isAbsolute()
                    || plain.startsWith("..")
                    || !plain.toString().equals(path)) {
                throw new IllegalArgumentException("a backup has no file \"" + path + "\"");
            }
        }
    }

    public BackupManifest {
        schemas = Map.copyOf(schemas);
        files = List.copyOf(files);
    }

    /** The bytes of all files. */
    public long bytes() {
        return files.stream().mapToLong(Entry::bytes).sum();
    }

    byte[] write() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (IOException e) {
            throw new IllegalStateException("a manifest cannot be written", e);
        }
    }

    static BackupManifest read(byte[] text) {
        try {
            return JSON.readValue(text, BackupManifest.class);
        } catch (IOException e) {
            throw new BackupException("the backup is damaged: its manifest cannot be read", e);
        }
    }
}
