package io.weir.diagnosis.finding;

import io.weir.collector.signal.ProcessExited;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that anybody can look at and that a finding rests on. Each has a {@link #permalink}, a path of Weir's console that shows it as
 * long as it is kept.
 */
public sealed interface Evidence {
    /** When it happened, or for what lasted when that began. */
    Instant at();

    /** One line for a person: names, figures and quotations, which no language changes. */
    String text();

    /** What kind it is, in one word: {@code log}, {@code metric}, {@code exception} ... */
    String type();

    /** The console's path, query included, such as {@code /logs?record=...}. */
    String permalink();

    /**
     * A line of a log.
     *
     * @param recordId finds it again in the log store
     * @param process within the cluster
     * @param text the line that matters, not the whole stack trace
     */
    record LogLine(String recordId, Instant at, String cluster, String process, String text) implements Evidence {
        @Override
        public String type() {
            return "log";
        }

        @Override
        public String permalink() {
            Duration around = Duration.ofMinutes(5);
            return "/logs?from=" + at.minus(around).toEpochMilli() + "&to="
                    + at.plus(around).toEpochMilli() + "&record=" + encoded(recordId);
        }
    }

    /**
     * Samples.
     *
     * @param expression PromQL that shows it
     * @param value what it was at {@code until}, or the value that mattered
     * @param text such as {@code busy time of subtask 3: 993 ms/s}
     */
    record Metric(String expression, double value, Instant from, Instant until, String text) implements Evidence {
        @Override
        public String type() {
            return "metric";
        }

        @Override
        public Instant at() {
            return from;
        }

        @Override
        public String permalink() {
            Duration around = Duration.ofMinutes(5);
            return "/explore?expr=" + encoded(expression) + "&from="
                    + from.minus(around).toEpochMilli() + "&to="
                    + until.plus(around).toEpochMilli();
        }
    }

    /**
     * An entry of a job's exception history.
     *
     * @param text the deepest cause, one line
     * @param task null for a failure that no task had
     */
    record Thrown(
            String cluster,
            String jobId,
            Instant at,
            String className,
            @Nullable String task,
            String text) implements Evidence {
        @Override
        public String type() {
            return "exception";
        }

        @Override
        public String permalink() {
            return job(cluster, jobId) + "?tab=exceptions&at=" + at.toEpochMilli();
        }
    }

    /**
     * A checkpoint.
     *
     * @param text such as {@code checkpoint 7 expired after 4 s}
     */
    record CheckpointSeen(String cluster, String jobId, long checkpointId, Instant at, String text)
            implements Evidence {
        @Override
        public String type() {
            return "checkpoint";
        }

        @Override
        public String permalink() {
            return job(cluster, jobId) + "?tab=checkpoints&checkpoint=" + checkpointId;
        }
    }

    /** A change of a job's state, such as {@code RUNNING -> FAILING}. */
    record StatusChange(String cluster, String jobId, Instant at, String text) implements Evidence {
        @Override
        public String type() {
            return "status";
        }

        @Override
        public String permalink() {
            return job(cluster, jobId) + "?tab=timeline&at=" + at.toEpochMilli();
        }
    }

    /**
     * A process that ended.
     *
     * @param exitCode as in {@link ProcessExited}
     */
    record Exit(String cluster, String process, Instant at, int exitCode, String text) implements Evidence {
        @Override
        public String type() {
            return "exit";
        }

        @Override
        public String permalink() {
            return "/clusters?cluster=" + encoded(cluster) + "&process=" + encoded(process) + "&at="
                    + at.toEpochMilli();
        }
    }

    /** What threads of a vertex were seen at: a frame of Flink's flame graph or of a thread dump, and its share. */
    record Frame(String cluster, String jobId, String vertexId, Instant at, String frame, double share, String text)
            implements Evidence {
        @Override
        public String type() {
            return "frame";
        }

        @Override
        public String permalink() {
            return job(cluster, jobId) + "?vertex=" + encoded(vertexId);
        }
    }

    /** A file of a scene, and what in it matters. */
    record SceneFile(String sceneId, String file, Instant at, String text) implements Evidence {
        @Override
        public String type() {
            return "scene";
        }

        @Override
        public String permalink() {
            return "/scenes/" + encoded(sceneId) + "?file=" + encoded(file);
        }
    }

    /** An event of a rule. */
    record RuleEvent(String eventId, String rule, Instant at, String text) implements Evidence {
        @Override
        public String type() {
            return "event";
        }

        @Override
        public String permalink() {
            return "/events/" + encoded(eventId);
        }
    }

    private static String job(String cluster, String jobId) {
        return "/clusters/" + encoded(cluster) + "/jobs/" + encoded(jobId);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
