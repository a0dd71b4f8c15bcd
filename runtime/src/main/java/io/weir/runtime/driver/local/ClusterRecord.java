package io.weir.runtime.driver.local;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is remembered of a cluster on disk, {@code cluster.json}: its ports, so that they stay the same for as long as the
 * cluster exists, and its processes, for whoever looks after a crash of Weir.
 *
 * @param ports by process and purpose
 * @param processes those that were started and not seen to end
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record ClusterRecord(String name, Map<String, Map<String, Integer>> ports, Map<String, ProcessRecord> processes) {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterRecord.class);
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * One process.
     *
     * @param startedAtMillis as the operating system says, since the epoch
     * @param fingerprint of its command line and configuration
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ProcessRecord(long pid, long startedAtMillis, String fingerprint, int restarts) {}

    ClusterRecord {
        ports = ports == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(ports));
        processes = processes == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(processes));
    }

    static ClusterRecord read(String name, ClusterFolder folder) {
        Path file = folder.record();
        if (Files.exists(file)) {
            try {
                return JSON.readValue(Files.readString(file), ClusterRecord.class);
            } catch (JsonProcessingException e) {
                LOG.warn("{} is no record of a cluster and is left out: {}", file, e.getOriginalMessage());
            } catch (IOException e) {
                LOG.warn("{} cannot be read and is left out: {}", file, e.toString());
            }
        }
        return new ClusterRecord(name, Map.of(), Map.of());
    }

    void write(ClusterFolder folder) throws IOException {
        ClusterFolder.write(folder.record(), JSON.writeValueAsString(this) + "\n");
    }
}
