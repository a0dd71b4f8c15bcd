package io.weir.web.app;

import io.weir.collector.Collector;
import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.Reachability;
import io.weir.collector.target.TargetStatus;
import io.weir.collector.target.TargetStatus.Health;
import io.weir.diagnosis.Diagnosis;
import io.weir.diagnosis.index.Shipping;
import io.weir.rules.Rules;
import io.weir.rules.notify.Notification;
import io.weir.rules.rule.RuleStatus;
import io.weir.web.api.Loop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether what Weir does again and again goes well, gathered from the rooms. */
final class LoopHealth {
    private static final int NOTIFICATIONS = 100;

    private final Collector collector;
    private final Rules rules;
    private final Diagnosis diagnosis;

    LoopHealth(Collector collector, Rules rules, Diagnosis diagnosis) {
        this.collector = collector;
        this.rules = rules;
        this.diagnosis = diagnosis;
    }

    List<Loop> loops() {
        List<Loop> loops = new ArrayList<>();
        collector.clusters().forEach(cluster -> loops.add(poll(cluster)));
        loops.add(scrape());
        loops.add(evaluation());
        loops.add(notifications());
        String readOnly = diagnosis.logbook().status().readOnly();
        loops.add(readOnly == null ? Loop.ok("logs", null) : Loop.error("logs", null, readOnly));
        diagnosis.logbook().shipping().ifPresent(shipping -> loops.add(shipping(shipping)));
        return loops;
    }

    private static Loop shipping(Shipping shipping) {
        String name = "logs to OpenSearch";
        String failure = shipping.failure();
        if (failure != null) {
            return Loop.error(
                    name,
                    shipping.lastGood(),
                    shipping.url() + ": " + failure + "; " + (shipping.waitingBytes() >> 10)
                            + " KiB of packed logs wait on this machine");
        }
        return shipping.lastGood() == null ? Loop.unknown(name, null, null) : Loop.ok(name, shipping.lastGood());
    }

    private static Loop poll(ClusterState cluster) {
        String name = "poll " + cluster.name();
        return cluster.reachability() instanceof Reachability.Unknown unknown
                ? Loop.unknown(name, unknown.since(), unknown.reason())
                : Loop.ok(name, null);
    }

    private Loop scrape() {
        List<TargetStatus> targets = collector.targets();
        @Nullable
        Instant last = newest(targets.stream().map(TargetStatus::lastScrape).toList());
        List<String> down = targets.stream()
                .filter(status -> status.health() == Health.DOWN)
                .map(status -> status.target().cluster() + "/" + status.target().process() + ": " + status.lastError())
                .toList();
        if (!down.isEmpty()) {
            return Loop.error("scrape", last, down.size() + " of " + targets.size() + " targets down: " + down.get(0));
        }
        return last == null ? Loop.unknown("scrape", null, null) : Loop.ok("scrape", last);
    }

    private Loop evaluation() {
        List<RuleStatus> all = rules.rules();
        @Nullable
        Instant last = newest(all.stream().map(RuleStatus::lastEvaluation).toList());
        return all.stream()
                .filter(rule -> rule.health() == RuleStatus.Health.ERROR)
                .findFirst()
                .map(rule -> Loop.error("rules", last, rule.name() + ": " + rule.lastError()))
                .orElseGet(() -> last == null ? Loop.unknown("rules", null, null) : Loop.ok("rules", last));
    }

    private Loop notifications() {
        List<Notification> sent = rules.onCall().notifications(NOTIFICATIONS);
        @Nullable Instant last = newest(sent.stream().map(Notification::sentAt).toList());
        return sent.stream()
                .filter(one -> one.state() != Notification.State.SENT && one.lastError() != null)
                .findFirst()
                .map(one -> Loop.error("notifications", last, one.receiver() + ": " + one.lastError()))
                .orElseGet(() -> Loop.ok("notifications", last));
    }

    private static @Nullable Instant newest(List<? extends @Nullable Instant> times) {
        return times.stream()
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }
}
