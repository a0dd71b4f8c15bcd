package io.weir.diagnosis.fact;

import io.weir.collector.metric.Labels;
import io.weir.diagnosis.finding.Question;
import io.weir.rules.promql.QueryException;
import io.weir.rules.promql.QueryResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a job's tasks were, by the series that its TaskManagers had: Flink itself forgets.
 *
 * @param taskManagers names of processes; none when it is not known, and then every process of the cluster may be concerned
 */
public record Whereabouts(Set<String> taskManagers) {
    private static final Logger LOG = LoggerFactory.getLogger(Whereabouts.class);

    /** Every task has it, and little else does: few series are looked at. */
    private static final String OF_TASKS = "flink_taskmanager_job_task_numRecordsIn";

    /** So far back samples are looked through. */
    private static final Duration LONGEST = Duration.ofHours(6);

    /** A process is scraped again within this. */
    private static final Duration LEAST = Duration.ofMinutes(3);

    public Whereabouts {
        taskManagers = Set.copyOf(taskManagers);
    }

    /** Where the job of a question was within its range; nowhere known for a question about no job. */
    public static Whereabouts of(Facts facts, Question question) {
        String job = question.jobId();
        if (job == null) {
            return new Whereabouts(Set.of());
        }
        Duration range = Duration.between(question.from(), question.to());
        Duration looked = range.compareTo(LONGEST) > 0 ? LONGEST : range.compareTo(LEAST) < 0 ? LEAST : range;
        String expression = "group by (process) (count_over_time(" + OF_TASKS + "{cluster=\""
                + question.cluster().replace("\\", "\\\\").replace("\"", "\\\"") + "\",job_id=\"" + job + "\"}["
                + looked.toSeconds() + "s]))";
        return new Whereabouts(processes(facts, expression, question.to()));
    }

    private static Set<String> processes(Facts facts, String expression, Instant at) {
        Set<String> processes = new TreeSet<>();
        try {
            if (facts.promQl().query(expression, at) instanceof QueryResult.InstantVector vector) {
                vector.elements().forEach(element -> processes.add(name(element.labels())));
            }
        } catch (QueryException e) {
            LOG.debug("where a job was could not be read", e);
        }
        processes.remove("");
        return processes;
    }

    private static String name(Labels labels) {
        String process = labels.get("process");
        return process == null ? "" : process;
    }

    /** Whether what happened to a process may have to do with the job. */
    public boolean concerns(String process) {
        return taskManagers.isEmpty() || taskManagers.contains(process) || process.startsWith("jobmanager");
    }
}
