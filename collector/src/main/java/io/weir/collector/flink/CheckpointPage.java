package io.weir.collector.flink;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code /jobs/:id/checkpoints} says.
 *
 * @param history the latest checkpoints and savepoints, newest first; Flink keeps 10 by default
 */
public record CheckpointPage(Job.CheckpointCounts counts, List<Checkpoint> history) {
    /** The page of a job that takes no checkpoints. */
    public static final CheckpointPage EMPTY = new CheckpointPage(Job.CheckpointCounts.NONE, List.of());

    public CheckpointPage {
        history = List.copyOf(history);
    }

    static CheckpointPage read(JsonNode answer) throws FlinkRestException {
        JsonNode counts = answer.path("counts");
        Map<Long, Checkpoint> byId = new TreeMap<>(java.util.Comparator.reverseOrder());
        // The latest of each kind may have left the history already when many of another kind came after it.
        for (String kind : List.of("completed", "savepoint", "failed")) {
            JsonNode latest = answer.path("latest").path(kind);
            if (latest.isObject()) {
                Checkpoint checkpoint = checkpoint(latest);
                byId.put(checkpoint.id(), checkpoint);
            }
        }
        for (JsonNode entry : answer.path("history")) {
            Checkpoint checkpoint = checkpoint(entry);
            byId.put(checkpoint.id(), checkpoint);
        }
        return new CheckpointPage(
                new Job.CheckpointCounts(
                        counts.path("completed").asLong(),
                        counts.path("failed").asLong(),
                        counts.path("in_progress").asLong(),
                        counts.path("restored").asLong()),
                List.copyOf(byId.values()));
    }

    private static Checkpoint checkpoint(JsonNode entry) throws FlinkRestException {
        String status = entry.path("status").asText();
        for (Checkpoint.Status known : Checkpoint.Status.values()) {
            if (known.name().equals(status)) {
                return new Checkpoint(
                        entry.path("id").asLong(),
                        known,
                        entry.path("is_savepoint").asBoolean(),
                        Instant.ofEpochMilli(entry.path("trigger_timestamp").asLong()),
                        Duration.ofMillis(
                                Math.max(0, entry.path("end_to_end_duration").asLong())),
                        entry.path("state_size").asLong(),
                        entry.path("checkpointed_size").asLong(),
                        RestAnswers.textOrNull(entry, "external_path"),
                        RestAnswers.textOrNull(entry, "failure_message"));
            }
        }
        throw new FlinkRestException("unknown checkpoint status \"" + status + '"', FlinkRestException.NO_STATUS);
    }
}
