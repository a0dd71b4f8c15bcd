package io.weir.rules.notify.text;

import io.weir.rules.event.Event;
import io.weir.rules.event.Subject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What templates have of one event. */
record EventFacts(Words words, TextOptions options, URI externalUrl) {
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);

    /** Longer values are for the event's page: no phone shows them. */
    private static final int MAX_CHARS = 1000;

    Map<String, Object> of(Event event) {
        Subject subject = event.subject();
        Instant end = event.resolvedAt();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("id", event.id());
        facts.put("name", event.rule());
        facts.put("event_title", words.titleOf(event.rule()));
        facts.put("status", end == null ? "firing" : "resolved");
        facts.put("firing", end == null);
        facts.put("resolved", end != null);
        facts.put("state_text", words.of(end == null ? "firing" : "resolved"));
        facts.put("severity", event.severity().name().toLowerCase(Locale.ROOT));
        facts.put("severity_text", words.of(event.severity()));
        facts.put("summary", cut(text(event, "summary", options.language(), event.summary())));
        facts.put("description", cut(text(event, "description", options.language(), "")));
        facts.put("advice", cut(text(event, "advice", options.language(), "")));
        facts.put("exception", cut(event.annotations().getOrDefault("exception", "")));
        facts.put("cluster", subject.cluster());
        put(facts, "job", subject.jobName());
        put(facts, "job_id", subject.jobId());
        put(facts, "process", subject.process());
        put(facts, "vertex", subject.vertexName());
        put(facts, "vertex_id", subject.vertexId());
        facts.put("where", where(subject));
        String value = Double.isNaN(event.value()) ? "" : number(event.value());
        facts.put("value", value);
        // The catalogue's summaries say the number and its threshold, with their units.
        facts.put("value_text", words.hasTitle(event.rule()) ? "" : value);
        facts.put("since", SHOWN.format(event.startsAt().atZone(options.zone())));
        facts.put("since_iso", event.startsAt().toString());
        facts.put("ended", end == null ? "" : SHOWN.format(end.atZone(options.zone())));
        facts.put("ended_iso", end == null ? "" : end.toString());
        facts.put("duration", end == null ? "" : words.duration(Duration.between(event.startsAt(), end)));
        facts.put("resolved_because", event.resolvedBecause() == null ? "" : event.resolvedBecause());
        facts.put("url", externalUrl + "/events/" + event.id());
        facts.put("labels", new TreeMap<>(event.labels()));
        facts.put("annotations", new TreeMap<>(event.annotations()));
        return facts;
    }

    /** An annotation in a language, in English where there is no other. */
    static String text(Event event, String name, Language language, String fallback) {
        String own = event.annotations().getOrDefault(name + language.suffix(), "");
        return own.isBlank() ? event.annotations().getOrDefault(name, fallback) : own;
    }

    private String where(Subject subject) {
        List<String> parts = new ArrayList<>();
        part(parts, "cluster", subject.cluster());
        part(parts, "job", subject.jobName() == null ? subject.jobId() : subject.jobName());
        part(parts, "vertex", subject.vertexName());
        part(parts, "process", subject.process());
        return String.join(options.language() == Language.ZH ? "，" : ", ", parts);
    }

    private void part(List<String> parts, String word, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            parts.add(words.of(word) + " " + cut(value));
        }
    }

    private static void put(Map<String, Object> facts, String name, @Nullable String value) {
        facts.put(name, value == null ? "" : cut(value));
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.format(Locale.ROOT, "%.4g", value);
    }

    static String cut(String text) {
        return Cut.chars(text, MAX_CHARS);
    }
}
