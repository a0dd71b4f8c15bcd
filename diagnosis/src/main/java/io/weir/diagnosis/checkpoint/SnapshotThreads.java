package io.weir.diagnosis.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobGraph;
import io.weir.diagnosis.fact.Facts;
import io.weir.diagnosis.fact.Whereabouts;
import io.weir.diagnosis.finding.Evidence;
import io.weir.diagnosis.finding.Question;
import io.weir.diagnosis.trace.StackText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the task that is stuck in the synchronous part of a snapshot, by the thread dumps of its TaskManagers. Who has not answered a checkpoint does not
 * tell: with unaligned checkpoints up to five subtasks of a TaskManager write one file of in-flight data, and none of them answers before all have (<a
 * href="https://nightlies.apache.org/flink/flink-docs-release-2.3/docs/deployment/config/#execution-checkpointing-unaligned-max-subtasks-per-channel-state-file">max-subtasks-per-channel-state-file</a>).
 */
final class SnapshotThreads {
    private static final int MOST_PROCESSES = 3;
    private static final Pattern FRAME = Pattern.compile("^\\s+at (?:[^/\\s(]*/)*([\\w$.<>]+\\.[\\w$<>]+)\\(.*$");

    private SnapshotThreads() {}

    /**
     * A task in its snapshot.
     *
     * @param frame the innermost frame of the user's code, or of all
     */
    record Stuck(JobGraph.Vertex vertex, String thread, String frame) {
        Evidence.Frame evidence(Job job, Question question) {
            return new Evidence.Frame(
                    job.cluster(),
                    job.id(),
                    vertex.id(),
                    question.to(),
                    frame,
                    1,
                    "the thread \"" + thread + "\" makes its snapshot, in " + frame);
        }
    }

    static Optional<Stuck> find(Facts facts, Job job, Question question) {
        if (!facts.isNow(question.to())) {
            return Optional.empty();
        }
        Question ofJob = new Question(job.cluster(), job.id(), null, question.from(), question.to());
        return Whereabouts.of(facts, ofJob).taskManagers().stream()
                .sorted()
                .limit(MOST_PROCESSES)
                .flatMap(process -> facts
                        .rest(
                                job.cluster(),
                                "/taskmanagers/" + URLEncoder.encode(process, StandardCharsets.UTF_8) + "/thread-dump")
                        .flatMap(dump -> stuck(job, dump))
                        .stream())
                .findFirst();
    }

    private static Optional<Stuck> stuck(Job job, JsonNode dump) {
        for (JsonNode thread : dump.path("threadInfos")) {
            String name = thread.path("threadName").asText();
            String text = thread.path("stringifiedThreadInfo").asText();
            Optional<JobGraph.Vertex> vertex = job.graph().vertices().stream()
                    .filter(each -> name.startsWith(each.name() + " ("))
                    .findFirst();
            if (vertex.isPresent() && text.contains("SubtaskCheckpointCoordinatorImpl.takeSnapshotSync")) {
                return vertex.map(found -> new Stuck(found, name, frame(text)));
            }
        }
        return Optional.empty();
    }

    private static String frame(String text) {
        String innermost = "";
        for (String line : text.lines().toList()) {
            Matcher frame = FRAME.matcher(line);
            if (frame.matches()) {
                if (StackText.isUsers(frame.group(1))) {
                    return frame.group(1);
                }
                innermost = innermost.isEmpty() ? frame.group(1) : innermost;
            }
        }
        return innermost;
    }
}
