package io.weir.collector.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads Flink's JSON; what a version leaves out is unknown, what it must have and has not is an error. */
final class RestAnswers {
    private static final Pattern JOB_ID = Pattern.compile("[0-9a-fA-F]{32}");

    private RestAnswers() {}

    static List<TaskManager> taskManagers(JsonNode answer) throws FlinkRestException {
        return FlinkRest.list(array(answer, "taskmanagers"), entry -> {
            JsonNode hardware = entry.path("hardware");
            JsonNode memory = entry.path("memoryConfiguration");
            return new TaskManager(
                    entry.path("id").asText(),
                    entry.path("path").asText(),
                    number(entry, "slotsNumber"),
                    number(entry, "freeSlots"),
                    Instant.ofEpochMilli(entry.path("timeSinceLastHeartbeat").asLong()),
                    hardware.path("cpuCores").asInt(),
                    hardware.path("physicalMemory").asLong(),
                    memory.path("frameworkHeap").asLong()
                            + memory.path("taskHeap").asLong(),
                    hardware.path("managedMemory").asLong());
        });
    }

    static List<Subtask> subtasks(JsonNode answer) throws FlinkRestException {
        return FlinkRest.list(
                array(answer, "subtasks"),
                entry -> new Subtask(
                        number(entry, "subtask"), entry.path("attempt").asInt(), taskManager(entry)));
    }

    private static @Nullable String taskManager(JsonNode entry) {
        String id = textOrNull(entry, "taskmanager-id");
        return id == null || id.equals("(unassigned)") ? null : id;
    }

    static List<JobSummary> jobs(JsonNode answer) throws FlinkRestException {
        return FlinkRest.list(array(answer, "jobs"), entry -> {
            String id = entry.path("jid").asText();
            if (!JOB_ID.matcher(id).matches()) {
                throw new FlinkRestException("a job's id is not 32 hex digits", FlinkRestException.NO_STATUS);
            }
            JsonNode tasks = entry.path("tasks");
            return new JobSummary(
                    id,
                    entry.path("name").asText(),
                    textOrNull(entry, "jobType"),
                    state(entry.path("state").asText()),
                    Instant.ofEpochMilli(entry.path("start-time").asLong()),
                    instantOrNull(entry, "end-time"),
                    lastModified(entry),
                    tasks.path("running").asInt(),
                    tasks.path("total").asInt());
        });
    }

    /** Flink answers 0 for a job that is about to be initialised, which is no moment in 1970: nothing has changed since its start. */
    private static Instant lastModified(JsonNode job) {
        long at = job.path("last-modification").asLong();
        return Instant.ofEpochMilli(at > 0 ? at : job.path("start-time").asLong());
    }

    static ExceptionPage exceptions(JsonNode answer, UnaryOperator<String> told) throws FlinkRestException {
        JsonNode history = answer.path("exceptionHistory");
        return new ExceptionPage(
                FlinkRest.list(
                        array(history, "entries"),
                        entry -> new ExceptionEntry(
                                exception(entry, told),
                                FlinkRest.list(entry.path("concurrentExceptions"), other -> exception(other, told)))),
                history.path("truncated").asBoolean());
    }

    private static JobException exception(JsonNode entry, UnaryOperator<String> told) {
        // Flink 1.x calls the place "location", 1.18 and later "endpoint"; both may be there.
        String endpoint = textOrNull(entry, "endpoint");
        return new JobException(
                Instant.ofEpochMilli(entry.path("timestamp").asLong()),
                entry.path("exceptionName").asText(),
                told.apply(entry.path("stacktrace").asText()),
                textOrNull(entry, "taskName"),
                textOrNull(entry, "taskManagerId"),
                endpoint == null ? textOrNull(entry, "location") : endpoint);
    }

    /** The same with its texts as they may be told. */
    static JsonNode told(JsonNode node, UnaryOperator<String> told) {
        if (node.isTextual()) {
            return TextNode.valueOf(told.apply(node.asText()));
        }
        if (node instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                list.set(i, told(list.get(i), told));
            }
        } else if (node instanceof ObjectNode object) {
            object.properties().forEach(one -> one.setValue(told(one.getValue(), told)));
        }
        return node;
    }

    static JobState state(String name) throws FlinkRestException {
        for (JobState state : JobState.values()) {
            if (state.name().equals(name)) {
                return state;
            }
        }
        throw new FlinkRestException("unknown job state \"" + name + '"', FlinkRestException.NO_STATUS);
    }

    static int number(JsonNode object, String field) throws FlinkRestException {
        JsonNode value = object.path(field);
        if (!value.isNumber()) {
            throw new FlinkRestException("the answer has no number \"" + field + '"', FlinkRestException.NO_STATUS);
        }
        return value.asInt();
    }

    private static JsonNode array(JsonNode object, String field) throws FlinkRestException {
        JsonNode value = object.path(field);
        if (!value.isArray()) {
            throw new FlinkRestException("the answer has no list \"" + field + '"', FlinkRestException.NO_STATUS);
        }
        return value;
    }

    static @Nullable String textOrNull(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isTextual() && !value.asText().isEmpty() ? value.asText() : null;
    }

    private static @Nullable Instant instantOrNull(JsonNode object, String field) {
        long value = object.path(field).asLong(-1);
        return value > 0 ? Instant.ofEpochMilli(value) : null;
    }

    /** An interval beyond a year is how Flink says that only savepoints are taken. */
    static Job.CheckpointSettings checkpointSettings(JsonNode answer) {
        long interval = answer.path("interval").asLong();
        if (interval <= 0 || interval > Duration.ofDays(365).toMillis()) {
            return Job.CheckpointSettings.UNKNOWN;
        }
        return new Job.CheckpointSettings(
                Duration.ofMillis(interval),
                Duration.ofMillis(Math.max(0, answer.path("timeout").asLong())));
    }
}
