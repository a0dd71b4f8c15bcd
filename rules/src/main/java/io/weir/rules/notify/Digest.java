package io.weir.rules.notify;

import io.weir.rules.event.Event;
import io.weir.rules.event.Severity;
import io.weir.rules.rule.Text;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** One message instead of many that a channel's limit holds back: how many events of which rules, the most severe by name. */
final class Digest {
    /** Group keys of digests begin so; a digest is not put into another. */
    private static final String KEY = "digest:";

    private static final int MOST_SHOWN = 20;
    private static final int MOST_RULES = 20;

    private Digest() {}

    static boolean is(Outgoing outgoing) {
        return outgoing.message().groupKey().startsWith(KEY);
    }

    static Outgoing of(List<Outgoing> parts, long seq, ChannelLimit limit, Instant now, Instant giveUpAt) {
        Outgoing first = parts.get(0);
        // The end of what is told here too makes the beginning needless.
        Map<String, Event> events = new LinkedHashMap<>();
        parts.stream()
                .sorted(Comparator.comparingLong(Outgoing::seq))
                .flatMap(part -> part.message().events().stream())
                .forEach(event -> events.put(event.id(), event));
        int omitted = parts.stream().mapToInt(part -> part.message().omitted()).sum();
        List<Event> shown =
                MessageWriter.sorted(events.values()).stream().limit(MOST_SHOWN).toList();
        String id = NotificationId.of(seq, now);
        String summary = "digest: " + (events.size() + omitted) + " events";
        Message message = new Message(
                id,
                first.message().receiver(),
                KEY + first.destination() + ":" + seq,
                Map.of(),
                shown,
                events.size() - shown.size() + omitted,
                note(events.size() + omitted, List.copyOf(events.values()), limit, first.message()),
                first.message().externalUrl(),
                Map.of());
        Notification notification = new Notification(
                id,
                first.notification().receiver(),
                first.notification().channel(),
                Notification.State.PENDING,
                shown.stream().map(Event::id).toList(),
                summary,
                now,
                null,
                0,
                now,
                null);
        return new Outgoing(seq, notification, message, giveUpAt);
    }

    private static Text note(int all, List<Event> events, ChannelLimit limit, Message like) {
        Map<String, Map<String, Integer>> byRule = new TreeMap<>();
        for (Event event : events) {
            byRule.computeIfAbsent(event.rule(), rule -> new TreeMap<>()).merge(kind(event), 1, Integer::sum);
        }
        List<Map.Entry<String, Map<String, Integer>>> most = byRule.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Map<String, Integer>> rule) -> -sum(rule.getValue())))
                .limit(MOST_RULES)
                .toList();
        int more = byRule.size() - most.size();
        long seconds = limit.per().toSeconds();
        return new Text(
                String.format(
                        Locale.ROOT,
                        "%d events in one message, because this channel takes %d messages in %d s: %s%s. All of them: %s/events",
                        all,
                        limit.messages(),
                        seconds,
                        counts(most, kind -> kind),
                        more > 0 ? "; and " + more + " more rules" : "",
                        like.externalUrl()),
                String.format(
                        Locale.ROOT,
                        "此通道每 %d 秒最多接收 %d 条消息，因此将 %d 个事件合为一条：%s%s。全部事件：%s/events",
                        seconds,
                        limit.messages(),
                        all,
                        counts(most, Digest::chinese),
                        more > 0 ? "；以及另外 " + more + " 条规则" : "",
                        like.externalUrl()));
    }

    private static String counts(List<Map.Entry<String, Map<String, Integer>>> rules, UnaryOperator<String> word) {
        return rules.stream()
                .map(rule -> rule.getKey() + " " + sum(rule.getValue()) + " ("
                        + rule.getValue().entrySet().stream()
                                .map(kind -> kind.getValue() + " " + word.apply(kind.getKey()))
                                .collect(Collectors.joining(", "))
                        + ")")
                .collect(Collectors.joining("; "));
    }

    private static String chinese(String kind) {
        return switch (kind) {
            case "resolved" -> "已恢复";
            case "critical" -> "严重";
            case "warning" -> "警告";
            default -> "提示";
        };
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static String kind(Event event) {
        return event.resolvedAt() != null ? "resolved" : name(event.severity());
    }

    private static String name(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }
}
