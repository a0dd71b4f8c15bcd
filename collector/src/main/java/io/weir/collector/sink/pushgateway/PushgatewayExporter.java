package io.weir.collector.sink.pushgateway;

import io.weir.collector.metric.Labels;
import io.weir.collector.sink.delivery.Delivery;
import io.weir.collector.sink.delivery.Exporter;
import io.weir.collector.sink.spool.Spooled;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the newest value of each series of a job and pushes the groups that changed. A group that the server refuses, because its types
 * or help texts contradict those of others, keeps no other group back.
 */
final class PushgatewayExporter implements Exporter {
    private static final Logger log = LoggerFactory.getLogger(PushgatewayExporter.class);

    /** What tells one job from another; these labels make the group's key. */
    private static final List<String> KEY = List.of("cluster", "namespace", "deployment", "job_name", "job_id");

    /** Labels of something smaller than a job. */
    private static final Set<String> PARTS = Set.of("tm_id", "task_id", "task_name", "subtask_index", "operator_id");

    /** A group that was pushed before a restart and gets no value for so long belongs to a job that is gone. */
    private static final Duration GONE_AFTER = Duration.ofMinutes(5);

    private static final int MOST_SERIES = 50_000;

    private final Gateway gateway;
    private final PushedGroups remembered;
    private final Clock clock;
    private final Map<Map<String, String>, JobGroup> groups = new LinkedHashMap<>();
    private boolean membersChanged;

    PushgatewayExporter(PushgatewayDestination destination, Path folder, Duration timeout, Clock clock) {
        this.gateway = new Gateway(destination, timeout, clock);
        this.remembered = new PushedGroups(folder);
        this.clock = clock;
        remembered.read().forEach(key -> groups.put(key, new JobGroup(clock.instant())));
    }

    @Override
    public Delivery send(List<Spooled> samples) {
        Instant now = clock.instant();
        int leftOut = 0;
        int room =
                MOST_SERIES - groups.values().stream().mapToInt(JobGroup::size).sum();
        for (Spooled sample : samples) {
            Map<String, String> key = key(sample.series());
            if (key == null || room <= 0) {
                leftOut++;
                continue;
            }
            JobGroup group = groups.computeIfAbsent(key, made -> {
                membersChanged = true;
                return new JobGroup(now);
            });
            int before = group.size();
            group.take(sample, sample.series().without(key.keySet()), now);
            room -= group.size() - before;
        }
        return flush(leftOut);
    }

    @Override
    public Delivery idle() {
        return flush(0);
    }

    private Delivery flush(int leftOut) {
        Instant goneBefore = clock.instant().minus(GONE_AFTER);
        int rejected = 0;
        @Nullable String warning = null;
        for (Map.Entry<Map<String, String>, JobGroup> entry : new ArrayList<>(groups.entrySet())) {
            JobGroup group = entry.getValue();
            boolean gone =
                    group.isGone() && (group.isChanged() || group.refreshed().isBefore(goneBefore));
            if (!gone && !group.isChanged()) {
                continue;
            }
            Delivery answer = gone ? gateway.delete(entry.getKey()) : gateway.push(group, entry.getKey());
            if (answer instanceof Delivery.Refused refused) {
                warning = "group " + entry.getKey() + " is refused: " + refused.why();
                if (group.refusal() == null) {
                    log.warn("Pushgateway: {}; other groups go on", warning);
                }
                rejected += group.size();
                group.pushed(refused.why());
            } else if (!(answer instanceof Delivery.Done)) {
                return answer;
            } else {
                group.pushed(null);
            }
            if (gone) {
                groups.remove(entry.getKey());
                membersChanged = true;
            }
        }
        if (membersChanged) {
            remembered.write(List.copyOf(groups.keySet()));
            membersChanged = false;
        }
        return new Delivery.Done(leftOut, 0, rejected, warning);
    }

    /** The key of a job's group; null for a series that is not one of a whole job. */
    private static @Nullable Map<String, String> key(Labels series) {
        Map<String, String> key = new TreeMap<>();
        for (String name : KEY) {
            String value = series.get(name);
            if (!value.isEmpty()) {
                key.put(name, value);
            }
        }
        boolean ofJob = (key.containsKey("job_id") || key.containsKey("job_name"))
                && PARTS.stream().allMatch(part -> series.get(part).isEmpty());
        return ofJob ? key : null;
    }

    @Override
    public void close() {
        gateway.cancel();
    }
}
