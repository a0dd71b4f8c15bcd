package io.weir.rules.notify;

import io.weir.rules.event.Event;
import io.weir.rules.rule.Text;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What several events of a cluster may have in common: the exception at the root of their stack traces, else the host of the process, else the
 * cluster alone.
 *
 * @param key what is equal for events with one cause
 * @param text names it for a person
 */
record SharedCause(String key, String cluster, String text) {
    private static final Pattern NUMBERS = Pattern.compile("[0-9a-f]{8,}|\\d+");
    private static final int LONGEST = 200;

    static SharedCause of(Event event) {
        String cluster = event.subject().cluster();
        if (event.rule().equals(SeverityStage.WATCHDOG)) {
            // Whoever waits for it must not have to look for it among others.
            return new SharedCause(cluster + "|watchdog", cluster, "cluster " + cluster);
        }
        String exception = root(event.annotations().getOrDefault("exception", ""));
        if (!exception.isEmpty()) {
            // Ports, ids and times differ from job to job.
            return new SharedCause(
                    cluster + "|exception|" + NUMBERS.matcher(exception).replaceAll("#"), cluster, exception);
        }
        String host = event.labels().getOrDefault("host", "");
        if (!host.isEmpty()) {
            return new SharedCause(cluster + "|host|" + host, cluster, "host " + host);
        }
        return new SharedCause(cluster + "|cluster", cluster, "cluster " + cluster);
    }

    /** The innermost cause of a stack trace, or its first line. */
    private static String root(String trace) {
        String line = trace.lines()
                .filter(one -> one.startsWith("Caused by: "))
                .reduce((first, second) -> second)
                .map(one -> one.substring("Caused by: ".length()))
                .orElseGet(() -> trace.lines().findFirst().orElse(""))
                .strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST);
    }

    /** Says how many of how many jobs it concerns, such as {@code 12 of 40 jobs of cluster prod: java.net.ConnectException}. */
    Text note(List<Event> events, int jobsOfCluster) {
        long jobs = events.stream()
                .map(event -> event.subject().jobId())
                .filter(job -> job != null)
                .distinct()
                .count();
        boolean all = text.equals("cluster " + cluster);
        String what = all ? "" : ": " + text;
        String whatZh = all ? "" : "：" + (text.startsWith("host ") ? "主机 " + text.substring(5) : text);
        if (jobs == 0) {
            return new Text(
                    events.size() + " events of cluster " + cluster + what,
                    "集群 " + cluster + " 的 " + events.size() + " 个事件" + whatZh);
        }
        boolean known = jobsOfCluster >= jobs;
        return new Text(
                jobs + (known ? " of " + jobsOfCluster : "") + " jobs of cluster " + cluster + what,
                "集群 " + cluster + " 的 " + (known ? jobsOfCluster + " 个作业中的 " : "") + jobs + " 个" + (known ? "" : "作业")
                        + whatZh);
    }
}
