package io.weir.rules.notify.text;

import io.weir.rules.event.Event;
import io.weir.rules.event.Severity;
import io.weir.rules.notify.Message;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What templates have of a message: maps, lists, texts and truths, in the receiver's language. */
final class Facts {
    private Facts() {}

    /**
     * @param shown the most events it lists; the rest is counted
     */
    static Map<String, Object> of(Message message, TextOptions options, int shown) {
        Words words = Words.of(options.language());
        List<Event> events = message.events();
        long firing =
                events.stream().filter(event -> event.resolvedAt() == null).count();
        int count = events.size() + message.omitted();
        int listed = Math.min(shown, events.size());
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("id", message.id());
        facts.put("receiver", message.receiver());
        facts.put("status", message.firing() ? "firing" : "resolved");
        facts.put("firing", message.firing());
        facts.put("resolved", !message.firing());
        facts.put("state_text", words.of(message.firing() ? "firing" : "resolved"));
        Severity severity = severity(message);
        facts.put("severity", severity.name().toLowerCase(Locale.ROOT));
        facts.put("severity_text", words.of(severity));
        facts.put("count", String.valueOf(count));
        facts.put("several", count > 1);
        facts.put("firing_count", String.valueOf(firing));
        facts.put("resolved_count", String.valueOf(events.size() - firing));
        facts.put("hidden", count > listed ? String.valueOf(count - listed) : "");
        facts.put("note", message.note() == null ? "" : words.of(message.note()));
        facts.put("group_key", message.groupKey());
        facts.put("group_labels", new TreeMap<>(message.groupLabels()));
        facts.put("common_labels", message.commonLabels());
        facts.put("url", url(message));
        facts.put("acknowledge_url", link(message, "acknowledge"));
        facts.put("silence_url", link(message, "silence"));
        facts.put(
                "links",
                links(message, words).stream()
                        .map(link -> Map.of("name", link.name(), "link", link.url()))
                        .toList());
        facts.put("words", words.all());
        EventFacts one = new EventFacts(words, options, message.externalUrl());
        List<Map<String, Object>> list = new ArrayList<>();
        Set<Object> said = new HashSet<>();
        for (Event event : events.subList(0, listed)) {
            Map<String, Object> told = one.of(event);
            // Events of one kind share cause and cure, which are worth reading once.
            for (String text : List.of("description", "advice")) {
                if (!said.add(told.getOrDefault(text, ""))) {
                    told.put(text, "");
                }
            }
            list.add(told);
        }
        facts.put("events", list);
        facts.put("title", title(message, count, words, options));
        return facts;
    }

    /** The most severe of those that go on, or of all when none does. */
    private static Severity severity(Message message) {
        return message.events().stream()
                .filter(event -> !message.firing() || event.resolvedAt() == null)
                .map(Event::severity)
                .max(Comparator.naturalOrder())
                .orElse(Severity.INFO);
    }

    private static String title(Message message, int count, Words words, TextOptions options) {
        Event first = message.events().get(0);
        String state = words.of(message.firing() ? "firing" : "resolved");
        String summary = EventFacts.text(first, "summary", options.language(), first.summary());
        if (count == 1) {
            return "[" + state + "] " + summary;
        }
        boolean sameRule =
                message.events().stream().allMatch(event -> event.rule().equals(first.rule()));
        String group = String.join(", ", new TreeMap<>(message.groupLabels()).values());
        String what = !sameRule ? group : words.titleOf(first.rule()) + (group.isEmpty() ? "" : " (" + group + ")");
        return "[" + state + " " + count + "] " + (what.isEmpty() ? summary : what);
    }

    /** The event's page, or the list of events where the message is about several. */
    private static String url(Message message) {
        boolean one = message.events().size() == 1 && message.omitted() == 0;
        return message.externalUrl() + "/events"
                + (one ? "/" + message.events().get(0).id() : "");
    }

    private static String link(Message message, String name) {
        URI link = message.links().get(name);
        return link == null ? "" : link.toString();
    }

    static List<Link> links(Message message, Words words) {
        List<Link> links = new ArrayList<>();
        links.add(new Link(words.of("open"), url(message)));
        new TreeMap<>(message.links()).forEach((name, link) -> links.add(new Link(words.of(name), link.toString())));
        return links;
    }
}
