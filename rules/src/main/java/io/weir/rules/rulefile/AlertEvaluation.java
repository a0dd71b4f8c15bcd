package io.weir.rules.rulefile;

import io.weir.collector.metric.Labels;
import io.weir.rules.promql.QueryResult;
import io.weir.rules.template.Template;
import io.weir.rules.template.TemplateData;
import io.weir.rules.template.TemplateException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One evaluation of an alerting rule: from the alerts before and what the expression gives now to the alerts after. It decides
 * and changes nothing, so that what could not be stored is decided upon again. States as in Prometheus' <a
 * href="https://github.com/prometheus/compliance/blob/main/alert_generator/specification.md">alert generator
 * specification</a>.
 */
final class AlertEvaluation {
    private final FileRule.Alerting rule;
    private final Environment environment;

    /** What templates may read besides the element. */
    record Environment(Map<String, String> externalLabels, String externalUrl, TemplateData.Query query) {}

    AlertEvaluation(FileRule.Alerting rule, Environment environment) {
        this.rule = rule;
        this.environment = environment;
    }

    /**
     * The alerts that are pending or firing after this evaluation.
     *
     * @throws EvaluationException when two elements become one alert, or there are more than the group's limit
     */
    Map<Labels, Alert> next(Map<Labels, Alert> before, List<QueryResult.Element> elements, Instant now, int limit) {
        Map<Labels, Alert> after = new LinkedHashMap<>();
        Map<Labels, Alert> given = given(elements, now);
        before.forEach((labels, alert) -> {
            Alert newer = given.get(labels);
            if (newer != null) {
                after.put(labels, alert.saying(newer));
            } else if (alert.isFiring() && isKept(alert, now)) {
                after.put(labels, alert.keepFiringSince() == null ? alert.keptSince(now) : alert);
            }
        });
        given.forEach(after::putIfAbsent);
        after.replaceAll((labels, alert) -> !alert.isFiring() && isDue(alert, now) ? alert.fired(now) : alert);
        if (limit > 0 && after.size() > limit) {
            throw new EvaluationException("exceeded limit of " + limit + " with " + after.size() + " alerts");
        }
        return after;
    }

    private boolean isDue(Alert alert, Instant now) {
        return Duration.between(alert.activeAt(), now).compareTo(rule.hold()) >= 0;
    }

    private boolean isKept(Alert alert, Instant now) {
        Instant since = alert.keepFiringSince() == null ? now : alert.keepFiringSince();
        return !rule.keepFiringFor().isZero() && Duration.between(since, now).compareTo(rule.keepFiringFor()) < 0;
    }

    private Map<Labels, Alert> given(List<QueryResult.Element> elements, Instant now) {
        Map<Labels, Alert> given = new LinkedHashMap<>();
        for (QueryResult.Element element : elements) {
            TemplateData data = new TemplateData(
                    element.labels().asMap(),
                    environment.externalLabels(),
                    environment.externalUrl(),
                    element.sample().value(),
                    environment.query());
            Map<String, String> labels = element.labels().withoutName().asMap();
            rule.labels().forEach((name, text) -> labels.put(name, expand(text, data)));
            labels.put("alertname", rule.name());
            Map<String, String> annotations = new TreeMap<>();
            rule.annotations().forEach((name, text) -> annotations.put(name, expand(text, data)));
            Labels identity = Labels.of(labels);
            Alert alert = new Alert(identity, annotations, element.sample().value(), now, null, null);
            if (given.put(identity, alert) != null) {
                throw new EvaluationException(
                        "vector contains metrics with the same labelset after applying alert labels: " + identity);
            }
        }
        return given;
    }

    /** A text with an error in it is better than no alert. */
    private String expand(String text, TemplateData data) {
        try {
            return text.contains("{{") ? Template.parse(text).expand(data) : text;
        } catch (TemplateException e) {
            return "<error expanding template: error executing template __alert_" + rule.name() + ": " + e.getMessage()
                    + ">";
        }
    }
}
