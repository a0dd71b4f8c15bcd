package io.weir.rules.route;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A node of the tree with everything it inherited.
 *
 * @param key its matchers and those of the routes above, such as <code>{}/{severity="critical"}</code>; the same after every restart and, as in
 *     Alertmanager, the same for two routes that match the same
 * @param id {@code key} with places, which no other route of the tree has, such as <code>{}/{severity="critical"}/0</code>
 * @param receiver whom it tells
 * @param matchers what an event must have to come here, besides what the routes above ask
 * @param goOn whether the routes beside and after it are tried too ({@code continue})
 * @param muteTimeIntervals names of times in which it is silent
 * @param activeTimeIntervals names of the only times in which it is not silent; none for always
 * @param escalate who hears of what nobody acknowledges, the soonest first
 * @param routes those below it
 */
public record Route(
        String key,
        String id,
        String receiver,
        Matchers matchers,
        GroupBy groupBy,
        Duration groupWait,
        Duration groupInterval,
        Duration repeatInterval,
        boolean goOn,
        List<String> muteTimeIntervals,
        List<String> activeTimeIntervals,
        List<Escalation> escalate,
        List<Route> routes) {
    /** How long a new group is collected before its first message, unless a route says otherwise. */
    public static final Duration GROUP_WAIT = Duration.ofSeconds(30);

    /** How long to wait before telling of what is new in a group, unless a route says otherwise. */
    public static final Duration GROUP_INTERVAL = Duration.ofMinutes(5);

    /** How long to wait before saying the same again, unless a route says otherwise. */
    public static final Duration REPEAT_INTERVAL = Duration.ofHours(4);

    /** Stands for every label in {@code group_by}. */
    public static final String EVERY_LABEL = "...";

    public Route {
        muteTimeIntervals = List.copyOf(muteTimeIntervals);
        activeTimeIntervals = List.copyOf(activeTimeIntervals);
        escalate = List.copyOf(escalate);
        routes = List.copyOf(routes);
    }

    /** The labels that name the group of an event on this route. */
    public SortedMap<String, String> groupLabels(Map<String, String> labels) {
        return groupBy.groupLabels(labels);
    }

    /** Names a group of this route in Alertmanager's style, such as <code>{}/{severity="critical"}:{cluster="a"}</code>. */
    public String groupKey(SortedMap<String, String> groupLabels) {
        return key + ":"
                + groupLabels.entrySet().stream()
                        .map(label -> label.getKey() + "=\"" + escaped(label.getValue()) + '"')
                        .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"");
    }

    static Route of(RouteSpec spec, @Nullable Route above, int place) {
        String key = (above == null ? "" : above.key + "/") + spec.matchers();
        String id = (above == null ? "" : above.id + "/") + spec.matchers() + (above == null ? "" : "/" + place);
        Route bare = new Route(
                key,
                id,
                or(spec.receiver(), above == null ? "" : above.receiver),
                spec.matchers(),
                groupBy(spec.groupBy(), above == null ? GroupBy.NOTHING : above.groupBy),
                or(spec.groupWait(), above == null ? GROUP_WAIT : above.groupWait),
                or(spec.groupInterval(), above == null ? GROUP_INTERVAL : above.groupInterval),
                or(spec.repeatInterval(), above == null ? REPEAT_INTERVAL : above.repeatInterval),
                spec.goOn(),
                spec.muteTimeIntervals(),
                spec.activeTimeIntervals(),
                or(spec.escalate(), above == null ? List.of() : above.escalate),
                List.of());
        List<Route> below = new ArrayList<>();
        for (int i = 0; i < spec.routes().size(); i++) {
            below.add(of(spec.routes().get(i), bare, i));
        }
        return bare.with(below);
    }

    private Route with(List<Route> below) {
        return new Route(
                key,
                id,
                receiver,
                matchers,
                groupBy,
                groupWait,
                groupInterval,
                repeatInterval,
                goOn,
                muteTimeIntervals,
                activeTimeIntervals,
                escalate,
                below);
    }

    private static <T> T or(@Nullable T own, T inherited) {
        return own == null ? inherited : own;
    }

    private static GroupBy groupBy(@Nullable List<String> labels, GroupBy inherited) {
        if (labels == null || labels.isEmpty()) {
            return inherited;
        }
        return labels.contains(EVERY_LABEL) ? GroupBy.EVERYTHING : new GroupBy(false, new TreeSet<>(labels));
    }
}
