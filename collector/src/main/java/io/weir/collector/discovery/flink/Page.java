package io.weir.collector.discovery.flink;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whose page of metrics something is, by the labels that Flink's reporter writes. */
sealed interface Page {
    /** No page of Flink's reporter. */
    record Other() implements Page {}

    /**
     * A TaskManager's.
     *
     * @param id its resource id as the reporter writes it, with underscores for what a label value may not hold
     */
    record OfTaskManager(String id) implements Page {}

    /**
     * A JobManager's; which one is seen by what it says of its cluster.
     *
     * @param taskManagers how many are registered; -1 when the page does not say
     * @param jobs the jobs that it has metrics of
     */
    record OfJobManager(int taskManagers, Set<String> jobs) implements Page {
        public OfJobManager {
            jobs = Set.copyOf(jobs);
        }
    }

    /** Reads the beginning of a page. */
    static Page of(String text) {
        String taskManager = first(Patterns.TASK_MANAGER, text);
        if (taskManager != null) {
            return new OfTaskManager(taskManager);
        }
        if (!text.contains("\nflink_jobmanager_") && !text.startsWith("flink_jobmanager_")) {
            return new Other();
        }
        Set<String> jobs = new HashSet<>();
        Matcher job = Patterns.JOB.matcher(text);
        while (job.find()) {
            jobs.add(job.group(1));
        }
        String registered = first(Patterns.REGISTERED, text);
        return new OfJobManager(registered == null ? -1 : Integer.parseInt(registered), jobs);
    }

    private static @Nullable String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : null;
    }

    /** An interface cannot hide its constants. */
    final class Patterns {
        private static final Pattern TASK_MANAGER =
                Pattern.compile("(?m)^flink_taskmanager_\\w+\\{[^\\n]*?\\btm_id=\"([^\"]+)\"");
        private static final Pattern JOB = Pattern.compile("\\bjob_id=\"([0-9a-f]{32})\"");
        private static final Pattern REGISTERED = Pattern.compile(
                "(?m)^flink_jobmanager_numRegisteredTaskManagers(?:\\{[^\\n]*?\\})? ([0-9]{1,9})(?:\\.0)?\\b");

        private Patterns() {}
    }
}
