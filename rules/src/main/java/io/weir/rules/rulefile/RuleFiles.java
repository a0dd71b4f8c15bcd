package io.weir.rules.rulefile;

import io.weir.collector.metric.Labels;
import io.weir.collector.metric.SampleSink;
import io.weir.collector.metric.SelfMetric;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventChange;
import io.weir.rules.event.EventJournal;
import io.weir.rules.promql.PromQl;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rule files in force: loads them, evaluates their groups, loads them anew. A file that is wrong keeps the rules that it
 * had, and says why. Thread-safe.
 */
public final class RuleFiles implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RuleFiles.class);

    /** Begins what stands for the text of a file that cannot be read. */
    private static final String UNREADABLE = "\0";

    private final RuleFilesConfig config;
    private final Duration defaultInterval;
    private final GroupRun.Parts parts;
    private final EventJournal journal;
    private final Clock clock;
    private final GroupLoop loop;
    private final Map<Path, String> texts = new HashMap<>();
    private final Map<Path, List<GroupRun>> running = new TreeMap<>();
    private final Map<Path, String> faults = new TreeMap<>();
    private List<Event> unclaimed;
    private Instant lastReload;
    private long reloads;

    /**
     * Makes rule files that are not loaded yet.
     *
     * @param active the events that were active when Weir last stopped; those of rule files are taken up again
     */
    public RuleFiles(
            RuleFilesConfig config,
            Duration defaultInterval,
            String externalUrl,
            PromQl promQl,
            SampleSink sink,
            EventJournal journal,
            List<Event> active,
            Clock clock) {
        this.config = config;
        this.defaultInterval = defaultInterval;
        this.parts = new GroupRun.Parts(promQl, sink, new AlertEvents(journal), Map.of(), externalUrl);
        this.journal = journal;
        this.clock = clock;
        this.loop = new GroupLoop(clock);
        this.lastReload = clock.instant();
        this.unclaimed = active.stream().filter(AlertEvents::owns).toList();
    }

    /** True for an event that a rule of a file made. */
    public static boolean owns(Event event) {
        return AlertEvents.owns(event);
    }

    /** Loads the files and begins to evaluate and to watch them. */
    public void start() {
        reload();
        loop.start(this::reloadIfChanged);
    }

    private void reloadIfChanged() {
        boolean changed;
        synchronized (this) {
            Map<Path, String> now = new HashMap<>();
            for (Path file : FilePatterns.files(config.files())) {
                now.put(file, textOrFault(file));
            }
            changed = !now.equals(texts);
        }
        if (changed) {
            reload();
        }
    }

    private static String textOrFault(Path file) {
        try {
            return RuleFile.text(file);
        } catch (RuleFileException e) {
            return UNREADABLE + e.getMessage();
        }
    }

    /**
     * Reads all files anew.
     *
     * @return what is wrong with files, which keep the rules they had; none when all is well
     */
    public synchronized List<String> reload() {
        Instant now = clock.instant();
        reloads++;
        lastReload = now;
        Map<Path, List<RuleGroup>> read = new LinkedHashMap<>();
        List<String> found = new ArrayList<>();
        texts.clear();
        faults.clear();
        for (Path file : FilePatterns.files(config.files())) {
            String text = textOrFault(file);
            texts.put(file, text);
            try {
                read.put(file, groups(file, text));
            } catch (RuleFileException e) {
                found.addAll(e.faults());
                faults.put(file, String.valueOf(e.getMessage()));
                LOG.warn("Rule file {} keeps the rules it had: {}", file, e.getMessage());
            }
        }
        replace(read, now);
        if (faults.isEmpty()) {
            resolveUnclaimed(now);
        }
        return found;
    }

    private static List<RuleGroup> groups(Path file, String text) {
        if (text.startsWith(UNREADABLE)) {
            throw new RuleFileException(List.of(text.substring(1)));
        }
        return RuleFile.parse(file.toString(), text).groups();
    }

    private void replace(Map<Path, List<RuleGroup>> read, Instant now) {
        List<GroupRun> old = groups();
        running.forEach((file, groups) -> {
            if (!faults.containsKey(file)) {
                groups.forEach(GroupRun::retire);
            }
        });
        Map<RuleId, RuleState> before = new HashMap<>();
        old.forEach(group -> group.rules().forEach(state -> before.put(state.id(), state)));
        old.forEach(loop::remove);
        running.keySet().removeIf(file -> !read.containsKey(file) && !faults.containsKey(file));
        read.forEach((file, groups) -> running.put(
                file,
                groups.stream()
                        .map(group -> new GroupRun(group, defaultInterval, parts))
                        .toList()));
        Set<RuleId> goingOn = new HashSet<>();
        for (GroupRun group : groups()) {
            if (!old.contains(group)) {
                group.continues(before);
                claim(group);
            }
            group.rules().forEach(state -> goingOn.add(state.id()));
        }
        for (GroupRun group : old) {
            try {
                group.end(goingOn, now);
            } catch (RuntimeException e) {
                LOG.warn("The events of rules that are no more could not be resolved", e);
            }
        }
        groups().forEach(loop::add);
    }

    /** Gives a group's rules the events back that were active when Weir last stopped. */
    private void claim(GroupRun group) {
        for (RuleState state : group.rules()) {
            Map<Labels, Alert> alerts = new HashMap<>(state.alerts());
            List<Event> others = new ArrayList<>();
            for (Event event : unclaimed) {
                Alert alert = AlertEvents.alert(event);
                boolean same = state.rule() instanceof FileRule.Alerting
                        && AlertEvents.fingerprint(state.id(), alert.labels()).equals(event.fingerprint());
                if (same) {
                    alerts.putIfAbsent(alert.labels(), alert);
                } else {
                    others.add(event);
                }
            }
            unclaimed = others;
            state.becomes(alerts);
        }
    }

    /** Only once every file could be read is it certain that no rule speaks for an event any more. */
    private void resolveUnclaimed(Instant now) {
        if (unclaimed.isEmpty()) {
            return;
        }
        journal.write(unclaimed.stream()
                .map(event -> event.firedAt() == null
                        ? new EventChange(event, EventChange.Kind.DROPPED)
                        : new EventChange(event.resolved(now, "rule removed"), EventChange.Kind.RESOLVED))
                .toList());
        unclaimed = List.of();
    }

    private List<GroupRun> groups() {
        return running.values().stream().flatMap(List::stream).toList();
    }

    /** Evaluates every group now. */
    public void evaluate() {
        List<GroupRun> groups;
        synchronized (this) {
            groups = groups();
        }
        Instant now = clock.instant();
        groups.forEach(group -> group.evaluate(now));
    }

    /** Every group and how its evaluations go, in the order of files. */
    public List<GroupStatus> statuses() {
        List<GroupRun> groups;
        synchronized (this) {
            groups = groups();
        }
        return groups.stream().map(GroupRun::status).toList();
    }

    /** Which files are read: paths with wildcards. */
    public List<Path> patterns() {
        return config.files();
    }

    /** When the files were last read. */
    public synchronized Instant lastReload() {
        return lastReload;
    }

    /** Files that are wrong, with what is wrong. */
    public synchronized Map<Path, String> faults() {
        return Map.copyOf(faults);
    }

    /** What rule files count about themselves. */
    public synchronized List<SelfMetric> selfMetrics() {
        long evaluations = groups().stream().mapToLong(GroupRun::evaluations).sum();
        long failures = groups().stream().mapToLong(GroupRun::failures).sum();
        return List.of(
                SelfMetric.gauge("weir_rule_files", "Rule files that are read.", texts.size() - faults.size())
                        .with("state", "ok"),
                SelfMetric.gauge("weir_rule_files", "Rule files that are read.", faults.size())
                        .with("state", "faulty"),
                SelfMetric.counter("weir_rule_file_reloads_total", "How often rule files were read.", reloads),
                SelfMetric.gauge(
                        "weir_rule_file_evaluations",
                        "Evaluations of single rules since the files were last read.",
                        evaluations),
                SelfMetric.gauge(
                        "weir_rule_file_evaluation_failures",
                        "Evaluations that failed since the files were last read.",
                        failures),
                SelfMetric.counter(
                        "weir_rule_group_iterations_missed_total",
                        "Evaluations of groups left out because the one before took longer than the interval.",
                        loop.missed()));
    }

    @Override
    public void close() {
        loop.close();
    }
}
