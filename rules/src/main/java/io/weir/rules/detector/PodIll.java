package io.weir.rules.detector;

import io.weir.collector.signal.PodId;
import io.weir.collector.signal.PodRecovered;
import io.weir.collector.signal.PodStarted;
import io.weir.collector.signal.PodTrouble;
import io.weir.collector.signal.PodTroubled;
import io.weir.collector.signal.Signal;
import io.weir.rules.catalogue.EventTexts;
import io.weir.rules.event.Event;
import io.weir.rules.event.Subject;
import io.weir.rules.rule.Condition;
import io.weir.rules.rule.Moment;
import io.weir.rules.rule.Outcome;
import io.weir.rules.rule.Rule;
import io.weir.rules.rule.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A pod is in trouble, by Kubernetes' own word; over when Kubernetes says so, or the pod is gone. Kubernetes keeps a pod that was evicted or given up for as long as
 * nobody deletes it, and such a pod gets well no more: its event is over when another pod of its kind starts in the cluster, and after a while at
 * the latest. See <a href="https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-garbage-collection">pod garbage collection</a>.
 */
final class PodIll implements Rule.OnSignals {
    static final Set<PodTrouble> UNSCHEDULABLE = Set.of(PodTrouble.UNSCHEDULABLE);
    static final Set<PodTrouble> IMAGE = Set.of(PodTrouble.IMAGE_PULL);
    static final Set<PodTrouble> CRASHES = Set.of(PodTrouble.CRASH_LOOP);
    static final Set<PodTrouble> OTHERS =
            Set.of(PodTrouble.CONTAINER_NOT_CREATED, PodTrouble.EVICTED, PodTrouble.NODE_LOST, PodTrouble.POD_FAILED);

    /** Troubles that a pod does not get over. */
    private static final Set<String> LAST = Set.of(PodTrouble.EVICTED.name(), PodTrouble.POD_FAILED.name());

    private static final int LONGEST_MESSAGE = 300;

    private static final String SHOWN_FOR = "shownFor";

    private final EventTexts texts;
    private final Set<PodTrouble> troubles;
    private final Duration after;
    private final @Nullable Duration shownFor;
    private final Map<String, PodTroubled> waiting = new LinkedHashMap<>();

    PodIll(EventTexts texts, Set<PodTrouble> troubles) {
        this.texts = texts;
        this.troubles = troubles;
        this.after = texts.inForce().duration("after");
        this.shownFor =
                texts.inForce().asMap().containsKey(SHOWN_FOR) ? texts.inForce().duration(SHOWN_FOR) : null;
    }

    @Override
    public List<Outcome> onSignal(Signal signal, Moment moment) {
        if (signal instanceof PodTroubled troubled && troubles.contains(troubled.trouble())) {
            waiting.put(key(troubled.pod(), troubled.trouble()), troubled);
            return due(moment);
        }
        if (signal instanceof PodRecovered recovered && troubles.contains(recovered.trouble())) {
            waiting.remove(key(recovered.pod(), recovered.trouble()));
            String because = recovered.gone() ? "the pod is gone" : "the pod is well again";
            return Shown.resolve(moment, event -> isAbout(event, recovered), because);
        }
        if (signal instanceof PodStarted started && started.flink()) {
            return replaced(started, moment);
        }
        return List.of();
    }

    /** One pod takes the place of one: the one that went first. */
    private static List<Outcome> replaced(PodStarted started, Moment moment) {
        return lost(moment)
                .filter(event -> event.subject().cluster().equals(started.cluster())
                        && started.kind().name().equals(event.annotations().get("kind"))
                        && !started.pod().uid().equals(event.annotations().get("pod_uid"))
                        && started.at().isAfter(event.startsAt()))
                .min(Comparator.comparing(Event::startsAt))
                .map(event -> List.<Outcome>of(new Outcome.Resolve(
                        event, moment.at(), "pod " + started.pod().name() + " took its place")))
                .orElse(List.of());
    }

    private static Stream<Event> lost(Moment moment) {
        return moment.active().stream()
                .filter(event -> LAST.contains(event.annotations().getOrDefault("trouble", "")));
    }

    @Override
    public List<Outcome> onTick(Moment moment) {
        List<Outcome> outcomes = new ArrayList<>(due(moment));
        Duration longest = shownFor;
        if (longest != null) {
            lost(moment)
                    .filter(event -> event.startsAt().plus(longest).isBefore(moment.at()))
                    .forEach(event ->
                            outcomes.add(new Outcome.Resolve(event, moment.at(), "a record: shown long enough")));
        }
        return outcomes;
    }

    private List<Outcome> due(Moment moment) {
        List<Outcome> outcomes = new ArrayList<>();
        waiting.values().removeIf(troubled -> {
            Instant from = troubled.at().plus(after);
            boolean due = !from.isAfter(moment.at());
            if (due) {
                outcomes.add(new Outcome.Fire(condition(troubled)));
            }
            return due;
        });
        return outcomes;
    }

    private static String key(PodId pod, PodTrouble trouble) {
        return pod.uid() + " " + trouble;
    }

    private static boolean isAbout(Event event, PodRecovered recovered) {
        return recovered.pod().uid().equals(event.annotations().get("pod_uid"))
                && recovered.trouble().name().equals(event.annotations().get("trouble"));
    }

    private Condition condition(PodTroubled troubled) {
        String message = troubled.message().length() > LONGEST_MESSAGE
                ? troubled.message().substring(0, LONGEST_MESSAGE) + "..."
                : troubled.message();
        String said = message.isEmpty() ? troubled.reason() : troubled.reason() + ", " + message;
        return texts.condition(
                new Subject(troubled.cluster(), null, null, troubled.pod().name(), null, null),
                Double.NaN,
                new Text(said, said),
                Map.of(
                        "kind", troubled.kind().name(),
                        "namespace", troubled.pod().namespace(),
                        "pod_uid", troubled.pod().uid(),
                        "trouble", troubled.trouble().name(),
                        "container", troubled.container(),
                        "reason", troubled.reason(),
                        "message", troubled.message()),
                troubled.at());
    }
}
