package io.weir.rules.replay;

import io.weir.rules.event.Severity;
import io.weir.rules.event.Subject;
import io.weir.rules.promql.Durations;
import io.weir.rules.promql.GoNumber;
import io.weir.rules.promql.PromQl;
import io.weir.rules.promql.QueryResult;
import io.weir.rules.promql.Threshold;
import io.weir.rules.rule.Parameter;
import io.weir.rules.rule.RuleDefinition;
import io.weir.rules.rule.Text;
import io.weir.rules.rulefile.FileRule;
import io.weir.rules.rulefile.RuleGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An alerting rule of a file, with the other groups and the rules before it, which may record what it reads.
 *
 * @param alert its name; the first of that name counts
 */
public record FileAlert(String alert, List<RuleGroup> groups) implements Replayed {
    private static final String THRESHOLD = "threshold";
    private static final String KEEP = "keep_firing_for";

    public FileAlert {
        groups = List.copyOf(groups);
        if (find(alert, groups).isEmpty()) {
            throw new ReplayException("the file has no alert \"" + alert + "\"; it has "
                    + (names(groups).isEmpty() ? "none" : String.join(", ", names(groups))));
        }
    }

    /** The names of all alerting rules. */
    public static List<String> names(List<RuleGroup> groups) {
        return groups.stream()
                .flatMap(group -> group.rules().stream())
                .filter(FileRule.Alerting.class::isInstance)
                .map(FileRule::name)
                .distinct()
                .toList();
    }

    private static Optional<FileRule.Alerting> find(String alert, List<RuleGroup> groups) {
        return groups.stream()
                .flatMap(group -> group.rules().stream())
                .filter(rule -> rule instanceof FileRule.Alerting && rule.name().equals(alert))
                .map(FileRule.Alerting.class::cast)
                .findFirst();
    }

    private FileRule.Alerting rule() {
        return find(alert, groups).orElseThrow();
    }

    @Override
    public RuleDefinition definition() {
        FileRule.Alerting rule = rule();
        List<Parameter> parameters = new ArrayList<>();
        Threshold.of(rule.expression())
                .ifPresent(found -> parameters.add(new Parameter(
                        THRESHOLD,
                        Parameter.Kind.NUMBER,
                        "",
                        GoNumber.general(found.value()),
                        -Double.MAX_VALUE,
                        Double.MAX_VALUE,
                        new Text("What " + found.compared() + " is compared with.", found.compared() + " 的比较值。"))));
        parameters.add(Parameter.duration(
                RuleDefinition.FOR, text(rule.hold()), new Text("How long it must last before it fires.", "持续多久后触发。")));
        parameters.add(Parameter.duration(
                KEEP, text(rule.keepFiringFor()), new Text("How long it fires on when it is over.", "条件结束后继续触发多久。")));
        String summary = rule.annotations().getOrDefault("summary", rule.expression());
        String words = summary.isBlank() ? alert : summary;
        return new RuleDefinition(alert, Severity.WARNING, new Text(words, words), parameters);
    }

    private static String text(Duration duration) {
        return Durations.text(duration.toMillis());
    }

    @Override
    public Map<String, String> inForce() {
        Map<String, String> all = new HashMap<>();
        definition().parameters().forEach(parameter -> all.put(parameter.name(), parameter.defaultValue()));
        return all;
    }

    @Override
    public boolean needsFacts() {
        return false;
    }

    @Override
    public @Nullable String threshold() {
        return Threshold.of(rule().expression()).isPresent() ? THRESHOLD : null;
    }

    /** The groups up to the alert's, with the alert as it shall be and no other alerts. */
    private List<RuleGroup> with(Map<String, String> set) {
        FileRule.Alerting wanted = rule();
        List<RuleGroup> changed = new ArrayList<>();
        for (RuleGroup group : groups) {
            List<FileRule> rules = new ArrayList<>();
            for (FileRule rule : group.rules()) {
                if (rule == wanted) {
                    rules.add(changed(wanted, set));
                } else if (rule instanceof FileRule.Recording) {
                    rules.add(rule);
                }
            }
            if (!rules.isEmpty()) {
                changed.add(new RuleGroup(group.file(), group.name(), group.interval(), group.limit(), rules));
            }
        }
        return changed;
    }

    private static FileRule.Alerting changed(FileRule.Alerting rule, Map<String, String> set) {
        String number = set.get(THRESHOLD);
        String expression = number == null
                ? rule.expression()
                : Threshold.of(rule.expression()).orElseThrow().with(Double.parseDouble(number));
        return new FileRule.Alerting(
                rule.name(),
                expression,
                set.containsKey(RuleDefinition.FOR) ? Durations.parse(set.get(RuleDefinition.FOR)) : rule.hold(),
                set.containsKey(KEEP) ? Durations.parse(set.get(KEEP)) : rule.keepFiringFor(),
                rule.labels(),
                rule.annotations());
    }

    @Override
    public Run run(Map<String, String> set, Stage stage) {
        return new FileRun(
                alert,
                with(set),
                stage.samples(),
                stage.clock(),
                stage.interval(),
                stage.limits(),
                stage.externalUrl());
    }

    /** Series that other rules of the file record are read as they were recorded live. */
    @Override
    public @Nullable Measure measure(Map<String, String> set, Stage stage) {
        Threshold threshold = Threshold.of(rule().expression()).orElse(null);
        if (threshold == null) {
            return null;
        }
        PromQl promQl = new PromQl(stage.samples(), stage.limits(), stage.interval());
        return () -> {
            Map<Subject, Double> found = new HashMap<>();
            QueryResult result =
                    promQl.query(threshold.compared(), stage.clock().instant());
            if (result instanceof QueryResult.InstantVector vector) {
                for (QueryResult.Element element : vector.elements()) {
                    found.put(
                            subject(element.labels().withoutName().asMap()),
                            element.sample().value());
                }
            }
            return found;
        };
    }

    private static Subject subject(Map<String, String> labels) {
        return new Subject(
                labels.getOrDefault("cluster", ""),
                labels.get("job_id"),
                labels.get("job_name"),
                labels.get("process"),
                labels.get("task_id"),
                labels.get("task_name"));
    }
}
