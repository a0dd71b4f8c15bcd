package io.weir.rules.notify;

import io.weir.rules.event.Event;
import io.weir.rules.rule.Text;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one notification says, before a channel gives it the shape that it takes: a group of events as they were when it was decided.
 *
 * @param id the same for every attempt, so that a receiver can drop what it has
 * @param receiver the receiver's name
 * @param groupKey names the route and the group, in Alertmanager's style
 * @param groupLabels what the events of the group share by {@code group_by}
 * @param events firing and resolved ones, the most severe first; at least one
 * @param omitted how many more events the group has than {@code events} shows
 * @param note why it looks as it does, such as a digest of what a limit held back; null for a plain one
 * @param externalUrl Weir's own URL, for links; a slash at its end is taken off
 * @param links name to URL of what a person may do from the message, such as {@code acknowledge} and {@code silence}
 */
public record Message(
        String id,
        String receiver,
        String groupKey,
        Map<String, String> groupLabels,
        List<Event> events,
        int omitted,
        @Nullable Text note,
        URI externalUrl,
        Map<String, URI> links) {
    public Message {
        if (events.isEmpty()) {
            throw new IllegalArgumentException("a message is about at least one event");
        }
        String url = externalUrl.toString();
        externalUrl = url.endsWith("/") ? URI.create(url.substring(0, url.length() - 1)) : externalUrl;
        groupLabels = Map.copyOf(groupLabels);
        events = List.copyOf(events);
        links = Map.copyOf(links);
    }

    /** Whether any of its events goes on. */
    public boolean firing() {
        return events.stream().anyMatch(event -> event.resolvedAt() == null);
    }

    /** The labels that all of its events have with the same values, sorted by name. */
    public Map<String, String> commonLabels() {
        return common(events.stream().map(Event::labels).toList());
    }

    /** The annotations that all of its events have with the same values, sorted by name. */
    public Map<String, String> commonAnnotations() {
        return common(events.stream().map(Event::annotations).toList());
    }

    private static Map<String, String> common(List<Map<String, String>> maps) {
        Map<String, String> common = new TreeMap<>(maps.get(0));
        maps.subList(1, maps.size()).forEach(map -> common.entrySet().retainAll(map.entrySet()));
        return common;
    }
}
