package io.weir.diagnosis.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.weir.collector.signal.ProcessKind;
import io.weir.diagnosis.fact.EndedProcess;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The processes of a capture and how they ended, by {@code processes.json}: a list of {@code process}, {@code pid}, {@code
 * exit_code_shell} and {@code events}, pairs of a time and a text. An event that says it is of the end of the capture is the clean-up: the
 * exit was asked for, and what follows is no part of the fault.
 */
final class CapturedExits {
    private static final String CLEAN_UP = "at end of fixture";
    private static final String CLEAN_UP_TOO = "end of capture";

    private final List<Ran> processes = new ArrayList<>();
    private final Map<String, Instant> ended = new HashMap<>();
    private Optional<Instant> cleanedUpAt = Optional.empty();

    private CapturedExits() {}

    /** @param exitCode empty while it ran */
    record Ran(String name, long pid, Optional<Integer> exitCode, boolean cleanedUp) {
        ProcessKind kind() {
            return name.startsWith("jobmanager") ? ProcessKind.JOB_MANAGER : ProcessKind.TASK_MANAGER;
        }
    }

    static CapturedExits of(Path capture) {
        CapturedExits read = new CapturedExits();
        for (JsonNode each : CapturedFile.json(capture, "processes.json").orElse(MissingNode.getInstance())) {
            read.process(each);
        }
        for (JsonNode entry : CapturedFile.json(capture.resolve("rest"), "state-timeline.json")
                .orElse(MissingNode.getInstance())) {
            Instant at = MetricPages.time(entry.path("ts").asText());
            entry.path("processes").properties().forEach(process -> {
                if (process.getValue().isNumber()) {
                    read.ended.putIfAbsent(process.getKey(), at);
                }
            });
        }
        return read;
    }

    private void process(JsonNode each) {
        boolean cleanedUp = false;
        String name = each.path("process").asText();
        for (JsonNode event : each.path("events")) {
            Instant at = MetricPages.time(event.path(0).asText());
            String text = event.path(1).asText();
            if (text.contains(CLEAN_UP) || text.contains(CLEAN_UP_TOO)) {
                cleanedUp = true;
                cleanedUpAt = Optional.of(
                        cleanedUpAt.filter(before -> before.isBefore(at)).orElse(at));
            }
            ended.put(name, at);
        }
        JsonNode code = each.path("exit_code_shell");
        processes.add(new Ran(
                name,
                each.path("pid").asLong(),
                code.isNumber() ? Optional.of(code.asInt()) : Optional.empty(),
                cleanedUp));
    }

    List<Ran> processes() {
        return processes;
    }

    /** When the capture was ended by its maker. */
    Optional<Instant> cleanedUpAt() {
        return cleanedUpAt;
    }

    /** @param lastLine of each process' log, for those of which nothing else tells when they ended */
    List<EndedProcess> ends(String cluster, Map<String, Instant> lastLine, Instant last) {
        List<EndedProcess> ends = new ArrayList<>();
        for (Ran process : processes) {
            if (process.exitCode().isPresent()) {
                Instant at = ended.getOrDefault(process.name(), lastLine.getOrDefault(process.name(), last));
                ends.add(new EndedProcess(
                        cluster,
                        process.name(),
                        process.kind(),
                        at,
                        process.exitCode().get(),
                        process.cleanedUp(),
                        "",
                        List.of()));
            }
        }
        return ends;
    }
}
