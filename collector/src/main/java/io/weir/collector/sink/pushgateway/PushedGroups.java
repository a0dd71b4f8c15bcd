package io.weir.collector.sink.pushgateway;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers in a file which groups were pushed, so that those of jobs that end while Weir is off are deleted too. */
final class PushedGroups {
    private static final Logger log = LoggerFactory.getLogger(PushedGroups.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    PushedGroups(Path folder) {
        this.file = folder.resolve("groups.json");
    }

    List<Map<String, String>> read() {
        try {
            return Files.exists(file)
                    ? JSON.readValue(Files.readAllBytes(file), new TypeReference<List<Map<String, String>>>() {})
                    : List.of();
        } catch (IOException e) {
            log.warn("{} cannot be read; groups of jobs that ended meanwhile stay on the Pushgateway", file, e);
            return List.of();
        }
    }

    void write(List<Map<String, String>> groups) {
        try {
            Path fresh = file.resolveSibling("groups.json.new");
            Files.write(fresh, JSON.writeValueAsBytes(groups));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            log.warn("{} cannot be written", file, e);
        }
    }
}
