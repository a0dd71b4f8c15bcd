package io.weir.rules.catalogue;

import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobGraph;
import io.weir.collector.metric.Labels;
import io.weir.rules.event.Event;
import io.weir.rules.event.Subject;
import io.weir.rules.promql.QueryResult;
import io.weir.rules.rule.Assessment;
import io.weir.rules.rule.Condition;
import io.weir.rules.rule.Moment;
import io.weir.rules.rule.MomentPromQl;
import io.weir.rules.rule.Parameters;
import io.weir.rules.rule.Rule;
import io.weir.rules.rule.RuleKind;
import io.weir.rules.rule.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An event of the catalogue that an expression finds: every series of its answer is a subject of which the condition holds, as
 * with Prometheus' alerting rules.
 */
public final class ExpressionRule implements Rule.OnSamples {
    private static final int SHOWN_OTHERS = 5;

    /** The annotation that has the points before the event, a line each. */
    private static final String SAMPLES = "samples";

    private final CatalogueEntry entry;
    private final Parameters inForce;
    private final String expression;
    private final SampleTrail trail;
    private final Visibility visibility = new Visibility();
    private final MomentPromQl promQl = new MomentPromQl();

    private ExpressionRule(CatalogueEntry entry, Parameters inForce) {
        this.entry = entry;
        this.inForce = inForce;
        this.expression = entry.expression(inForce)
                .orElseThrow(() -> new IllegalArgumentException(entry.name() + " has no expression"));
        this.trail = new SampleTrail(expression);
    }

    /** The rule that an entry with an expression is. */
    public static RuleKind kind(CatalogueEntry entry) {
        return new RuleKind(entry.definition(), inForce -> new ExpressionRule(entry, inForce));
    }

    /** An expression that looks at a cluster as a whole is no matter of one page. */
    @Override
    public boolean isPerProcess() {
        return entry.subject() == SubjectKind.PROCESS && !expression.contains("(cluster)");
    }

    @Override
    public Assessment assess(Moment moment) {
        if (!(promQl.over(moment).query(expression, moment.at()) instanceof QueryResult.InstantVector vector)) {
            throw new IllegalStateException(entry.name() + ": its expression gives no instant vector: " + expression);
        }
        Map<Subject, List<Found>> bySubject = new LinkedHashMap<>();
        for (QueryResult.Element element : vector.elements()) {
            found(element, moment).ifPresent(found -> bySubject
                    .computeIfAbsent(found.key(), key -> new ArrayList<>())
                    .add(found));
        }
        List<Condition> holding = new ArrayList<>();
        Map<Subject, String> trails = trails(bySubject, moment);
        bySubject.forEach((key, found) -> holding.add(condition(found, trails.getOrDefault(key, ""))));
        return visibility.assessment(moment, holding, bySubject.keySet());
    }

    /** A series of the answer, and what it is about. */
    private record Found(Subject subject, Labels labels, double value) {
        /** Events are told apart without the vertex: a job has one. */
        Subject key() {
            return new Subject(subject.cluster(), subject.jobId(), null, subject.process(), null, null);
        }
    }

    /** A job that has ended has no condition, though its samples may last a little longer. */
    private Optional<Found> found(QueryResult.Element element, Moment moment) {
        Labels labels = element.labels();
        String cluster = labels.get("cluster");
        double value = element.sample().value();
        switch (entry.subject()) {
            case PLATFORM:
                return Optional.of(new Found(new Subject("weir", null, null, null, null, null), labels, value));
            case CLUSTER:
                return Optional.of(new Found(new Subject(cluster, null, null, null, null, null), labels, value));
            case PROCESS:
                return Optional.of(
                        new Found(new Subject(cluster, null, null, labels.get("process"), null, null), labels, value));
            default:
                break;
        }
        String jobId = labels.get("job_id");
        Optional<Job> job = moment.job(cluster, jobId);
        if (job.isPresent() && job.get().state().isTerminal()) {
            return Optional.empty();
        }
        String jobName = job.map(Job::name).orElse(labels.get("job_name"));
        String vertexId = entry.subject() == SubjectKind.VERTEX ? labels.get("task_id") : null;
        String vertexName = vertexId == null ? null : vertexName(job, vertexId, labels);
        return Optional.of(new Found(new Subject(cluster, jobId, jobName, null, vertexId, vertexName), labels, value));
    }

    /** What a container or a machine is called, where it is no process of Flink that is told about. */
    private static String process(Labels labels) {
        for (String name : List.of("pod", "process", "instance")) {
            if (!labels.get(name).isEmpty()) {
                return labels.get(name);
            }
        }
        return "";
    }

    /** The reporter alters names; the job's graph has them as people wrote them. */
    private static String vertexName(Optional<Job> job, String vertexId, Labels labels) {
        return job.flatMap(known -> known.graph().vertices().stream()
                        .filter(vertex -> vertex.id().equals(vertexId))
                        .map(JobGraph.Vertex::name)
                        .findFirst())
                .orElse(labels.get("task_name"));
    }

    /** The samples before each event: those it has, and those of events that begin now, which are asked for once for all. */
    private Map<Subject, String> trails(Map<Subject, List<Found>> bySubject, Moment moment) {
        Map<Subject, String> trails = new HashMap<>();
        for (Event event : moment.active()) {
            Subject subject = event.subject();
            trails.put(
                    new Subject(subject.cluster(), subject.jobId(), null, subject.process(), null, null),
                    event.annotations().getOrDefault(SAMPLES, ""));
        }
        if (!trails.keySet().containsAll(bySubject.keySet())) {
            Map<Labels, String> asked = trail.before(promQl.over(moment), moment.at());
            bySubject.forEach((key, found) -> trails.computeIfAbsent(
                    key, begun -> asked.getOrDefault(worst(found).labels.withoutName(), "")));
        }
        return trails;
    }

    private Found worst(List<Found> found) {
        found.sort((a, b) -> entry.least() ? Double.compare(a.value, b.value) : Double.compare(b.value, a.value));
        return found.get(0);
    }

    private Condition condition(List<Found> found, String samples) {
        Found worst = worst(found);
        Map<String, String> annotations = new HashMap<>();
        if (!samples.isEmpty()) {
            annotations.put(SAMPLES, samples);
        }
        new TreeMap<>(worst.labels.asMap()).forEach((name, value) -> {
            if (!name.equals(Labels.NAME)) {
                annotations.put("label_" + name, value);
            }
        });
        annotations.put("expr", expression);
        String[] more = others(found, annotations);
        Text said = entry.say(EventTexts.name(worst.subject), worst.value, inForce);
        return new Condition(
                worst.subject,
                worst.value,
                new Text(said.en() + more[0], said.zh() + more[1]),
                entry.meaning(),
                entry.advice(),
                annotations,
                null);
    }

    /** What is said of further vertices of the same job; two texts that may be empty. */
    private String[] others(List<Found> found, Map<String, String> annotations) {
        if (found.size() == 1) {
            return new String[] {"", ""};
        }
        List<String> others = found.stream()
                .skip(1)
                .limit(SHOWN_OTHERS)
                .map(other ->
                        EventTexts.name(other.subject) + " " + entry.valueUnit().format(other.value))
                .toList();
        annotations.put("others", String.join("\n", others));
        int count = found.size() - 1;
        return new String[] {" (and " + count + " more)", "（另有 " + count + " 个）"};
    }
}
