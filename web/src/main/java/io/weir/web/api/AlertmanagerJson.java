package io.weir.web.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.collector.metric.LabelMatcher;
import io.weir.rules.event.Event;
import io.weir.rules.route.Matchers;
import io.weir.rules.route.Route;
import io.weir.rules.route.Routing;
import io.weir.rules.route.RoutingText;
import io.weir.rules.silence.Silence;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The shapes of Alertmanager's API, version 2. */
final class AlertmanagerJson {
    /** The version whose API this is; amtool warns of any other than its own. */
    private static final String SPOKEN = "0.25.0";

    record Receiver(String name) {}

    record AlertStatus(String state, List<String> silencedBy, List<String> inhibitedBy) {
        static AlertStatus of(List<String> silencedBy, List<String> inhibitedBy) {
            boolean active = silencedBy.isEmpty() && inhibitedBy.isEmpty();
            return new AlertStatus(active ? "active" : "suppressed", silencedBy, inhibitedBy);
        }
    }

    record Alert(
            Map<String, String> labels,
            Map<String, String> annotations,
            List<Receiver> receivers,
            String fingerprint,
            Instant startsAt,
            Instant updatedAt,
            Instant endsAt,
            AlertStatus status) {
        static Alert of(Event event, List<Route> routes, AlertStatus status, Instant now, Instant end) {
            Map<String, String> annotations = new TreeMap<>(event.annotations());
            annotations.putIfAbsent("summary", event.summary());
            return new Alert(
                    new TreeMap<>(event.labels()),
                    annotations,
                    routes.stream()
                            .map(Route::receiver)
                            .distinct()
                            .map(Receiver::new)
                            .toList(),
                    event.fingerprint(),
                    event.startsAt(),
                    now,
                    end,
                    status);
        }
    }

    record Group(Map<String, String> labels, Receiver receiver, List<Alert> alerts) {}

    record Matcher(
            String name,
            String value,
            @JsonProperty("isRegex") boolean isRegex,
            @JsonProperty("isEqual") @Nullable Boolean isEqual) {
        static Matcher of(LabelMatcher matcher) {
            boolean regex = matcher.kind() == LabelMatcher.Kind.REGEX || matcher.kind() == LabelMatcher.Kind.NOT_REGEX;
            boolean equal = matcher.kind() == LabelMatcher.Kind.EQUAL || matcher.kind() == LabelMatcher.Kind.REGEX;
            return new Matcher(matcher.name(), matcher.value(), regex, equal);
        }

        LabelMatcher matcher() {
            boolean equal = isEqual == null || isEqual;
            LabelMatcher.Kind kind = isRegex
                    ? equal ? LabelMatcher.Kind.REGEX : LabelMatcher.Kind.NOT_REGEX
                    : equal ? LabelMatcher.Kind.EQUAL : LabelMatcher.Kind.NOT_EQUAL;
            return new LabelMatcher(kind, name, value);
        }
    }

    record SilenceStatus(String state) {}

    record GettableSilence(
            String id,
            SilenceStatus status,
            Instant updatedAt,
            String comment,
            String createdBy,
            Instant startsAt,
            Instant endsAt,
            List<Matcher> matchers) {
        static GettableSilence of(Silence silence, Instant now) {
            return new GettableSilence(
                    silence.id(),
                    new SilenceStatus(silence.state(now).name().toLowerCase(Locale.ROOT)),
                    silence.updatedAt(),
                    silence.comment(),
                    silence.createdBy(),
                    silence.startsAt(),
                    silence.endsAt(),
                    silence.matchers().all().stream().map(Matcher::of).toList());
        }
    }

    record PostableSilence(
            @Nullable String id,
            @Nullable List<Matcher> matchers,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            @Nullable String createdBy,
            @Nullable String comment) {
        Matchers conditions() {
            return new Matchers(
                    matchers == null
                            ? List.of()
                            : matchers.stream().map(Matcher::matcher).toList());
        }
    }

    record VersionInfo(
            String version, String revision, String branch, String buildUser, String buildDate, String goVersion) {}

    record ClusterStatus(String status) {}

    record Config(String original) {}

    record Status(ClusterStatus cluster, VersionInfo versionInfo, Config config, Instant uptime) {
        static Status of(String version, Instant startedAt, String config) {
            return new Status(
                    new ClusterStatus("disabled"),
                    new VersionInfo(SPOKEN, "weir " + version, "", "", "", ""),
                    new Config(config),
                    startedAt);
        }
    }

    private AlertmanagerJson() {}

    /** A file that amtool reads: JSON is YAML. Receivers are there by name only, so no secret is in it. */
    static String config(Routing routing, Collection<String> receivers) {
        ObjectNode config = RoutingText.write(routing);
        ArrayNode names = config.putArray("receivers");
        new TreeSet<>(receivers).forEach(name -> names.addObject().put("name", name));
        if (!receivers.contains(Routing.NOBODY)) {
            names.addObject().put("name", Routing.NOBODY);
        }
        return config.toPrettyString() + "\n";
    }
}
