package io.weir.collector.jobmetrics;

import io.weir.collector.head.HeadSeries;
import io.weir.collector.head.NewestSample;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The series of the head that tell something about jobs, each with the cell that its value goes to. A series is looked at once, when it
 * is new; a round then only reads values. Not thread-safe.
 */
final class Selection {
    /** A new series is empty until its first page is there. */
    private static final long VACANT_FOR_MS = 60_000;

    /** What a series tells besides its value. */
    private enum Tells {
        NOTHING,
        WHERE_A_TASK_IS,
        WHERE_THE_JOBMANAGER_IS
    }

    private record Entry(
            HeadSeries series,
            Cell cell,
            int attempt,
            Tells tells,
            @Nullable MeasuredJob job,
            Labels jobLabels,
            @Nullable MeasuredProcess process,
            long noticedMs) {}

    private record ProcessKey(String cluster, String name, String instance, String taskManagerId) {}

    private final Map<JobKey, MeasuredJob> jobs = new HashMap<>();
    private final Map<ProcessKey, MeasuredProcess> processes = new HashMap<>();

    /** By cluster; a part is a process. */
    private final Map<String, Cells> residents = new HashMap<>();

    private final Set<HeadSeries> known = new HashSet<>();

    /** In the order in which they came, which is that of their pages, so that a round reads memory in one direction. */
    private final List<Entry> entries = new ArrayList<>();

    private final List<Cell> rated = new ArrayList<>();
    private final NewestSample newest = new NewestSample();

    /** Takes in a series that is new, if it tells anything. */
    void take(HeadSeries series, long nowMs) {
        Role role = SeriesRoles.of(series.labels().name());
        if (role == null || !known.add(series)) {
            return;
        }
        Entry entry = role.scope() == Role.Scope.PROCESS ? ofProcess(role, series, nowMs) : ofJob(role, series, nowMs);
        if (entry != null) {
            entries.add(entry);
            if (role.isRated() && !entry.cell().listed) {
                entry.cell().listed = true;
                rated.add(entry.cell());
            }
        }
    }

    private Entry ofProcess(Role role, HeadSeries series, long nowMs) {
        Labels labels = series.labels();
        if (role == Role.RESIDENT) {
            // The process label is all that its exporter and Flink's have in common.
            Cell cell = residents
                    .computeIfAbsent(labels.get("cluster"), cluster -> new Cells())
                    .cell(role, labels.get("process"));
            return new Entry(series, cell, 0, Tells.NOTHING, null, Labels.EMPTY, null, nowMs);
        }
        MeasuredProcess process = process(labels);
        Cell cell = process.cells().cell(role, SeriesRoles.collector(labels.name()));
        return new Entry(series, cell, 0, Tells.NOTHING, null, Labels.EMPTY, process, nowMs);
    }

    private MeasuredProcess process(Labels labels) {
        ProcessKey key = new ProcessKey(
                labels.get("cluster"), labels.get("process"), labels.get("instance"), labels.get("tm_id"));
        return processes.computeIfAbsent(key, k -> new MeasuredProcess(k.cluster(), k.name(), new Cells()));
    }

    private @Nullable Entry ofJob(Role role, HeadSeries series, long nowMs) {
        Labels labels = series.labels();
        JobKey key = new JobKey(labels.get("cluster"), labels.get("job_id"));
        if (key.jobId().isEmpty()) {
            return null;
        }
        MeasuredJob job = jobs.computeIfAbsent(key, MeasuredJob::new);
        Tells tells = role == Role.TASK_RECORDS_IN
                ? Tells.WHERE_A_TASK_IS
                : role.scope() == Role.Scope.JOB ? Tells.WHERE_THE_JOBMANAGER_IS : Tells.NOTHING;
        MeasuredProcess process = tells == Tells.NOTHING ? null : process(labels);
        int attempt = number(labels.get("task_attempt_num"));
        return new Entry(series, cell(role, job, labels), attempt, tells, job, key.labels(labels), process, nowMs);
    }

    private static Cell cell(Role role, MeasuredJob job, Labels labels) {
        String subtask = labels.get("subtask_index");
        return switch (role.scope()) {
            case TASK -> job.vertex(labels.get("task_id")).cells.cell(role, subtask);
            case OPERATOR ->
                job.vertex(labels.get("task_id"))
                        .operator(labels.get("operator_name"))
                        .cells()
                        .cell(role, subtask);
            case LATENCY ->
                job.latencies
                        .computeIfAbsent(labels.get("operator_id"), operator -> new Latencies())
                        .cell(role, labels);
            case JOB, PROCESS -> job.cells.cell(role, "");
        };
    }

    private static int number(String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Reads the newest sample of every series into its cell; what is older than {@code fromMs} is not known any more. */
    void read(long round, long fromMs, long nowMs) {
        int before = entries.size();
        entries.removeIf(entry -> {
            if (entry.series().readNewest(fromMs, newest)) {
                read(entry, round);
                return false;
            }
            boolean gone = entry.series().isVacant() && nowMs - entry.noticedMs() > VACANT_FOR_MS;
            return gone && known.remove(entry.series());
        });
        if (entries.size() < before) {
            forget();
        }
        for (Cell cell : rated) {
            cell.settle(round);
        }
    }

    private void read(Entry entry, long round) {
        double value = newest.value();
        if (Sample.isStale(value)) {
            return;
        }
        MeasuredJob job = entry.job();
        MeasuredProcess process = entry.process();
        if (job != null) {
            if (process == null) {
                job.heard(round, entry.jobLabels());
            } else if (entry.tells() == Tells.WHERE_A_TASK_IS) {
                job.heardOfTask(round, entry.jobLabels(), newest.timestampMs(), process);
            } else {
                job.heardOfJob(round, entry.jobLabels(), newest.timestampMs(), process);
            }
        }
        if (!Double.isNaN(value)) {
            entry.cell().offer(round, entry.attempt(), newest.timestampMs(), value);
        }
    }

    /** Lets go of the jobs, processes and counters that no series leads to any more. */
    private void forget() {
        Set<MeasuredJob> liveJobs = new HashSet<>();
        Set<MeasuredProcess> liveProcesses = new HashSet<>();
        Set<Cell> liveCells = new HashSet<>();
        for (Entry entry : entries) {
            liveCells.add(entry.cell());
            if (entry.job() != null) {
                liveJobs.add(entry.job());
            }
            if (entry.process() != null) {
                liveProcesses.add(entry.process());
            }
        }
        jobs.values().retainAll(liveJobs);
        processes.values().retainAll(liveProcesses);
        rated.retainAll(liveCells);
    }

    /** Every job that has series; not all of them may have a value in this round. */
    Collection<MeasuredJob> jobs() {
        return jobs.values();
    }

    /** Physical memory of a process in bytes; NaN when unknown. */
    double resident(MeasuredProcess process, long round) {
        Cells ofCluster = residents.get(process.cluster());
        if (ofCluster == null || process.name().isEmpty()) {
            return Double.NaN;
        }
        Cell cell = ofCluster.cell(Role.RESIDENT, process.name());
        return cell.isFresh(round) ? cell.value() : Double.NaN;
    }

    /** How many series are read each round. */
    int size() {
        return entries.size();
    }
}
