package io.weir.collector.flink;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What tells one JobManager process from another: each makes a folder for its web server whose name has a random UUID, and shows it as
 * {@code web.tmpdir} in its configuration. Source: {@code ClusterEntrypoint.generateClusterConfiguration} of <a
 * href="https://github.com/apache/flink">Flink</a>.
 *
 * @param process the folder, different in every process
 * @param address where it takes RPCs, {@code host:port}
 */
public record JobManagerIdentity(String process, String address) {
    static Optional<JobManagerIdentity> read(JsonNode answer) {
        Map<String, String> config = new HashMap<>();
        for (JsonNode entry : answer) {
            config.put(entry.path("key").asText(), entry.path("value").asText());
        }
        String process = config.get("web.tmpdir");
        return process == null
                ? Optional.empty()
                : Optional.of(new JobManagerIdentity(
                        process,
                        config.getOrDefault("jobmanager.rpc.address", "")
                                + ':'
                                + config.getOrDefault("jobmanager.rpc.port", "")));
    }
}
