package io.weir.diagnosis.load;

import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.Series;
import io.weir.diagnosis.fact.Facts;
import io.weir.diagnosis.finding.Question;
import io.weir.rules.promql.QueryException;
import io.weir.rules.promql.QueryResult;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads figures over the range of a question: of each series its worst window. */
final class Figures {
    private static final Logger LOG = LoggerFactory.getLogger(Figures.class);
    private static final Duration WINDOW = Duration.ofMinutes(2);
    private static final Duration LAST = Duration.ofMinutes(1);
    private static final int MOST_STEPS = 60;

    private final Facts facts;
    private final Question question;

    Figures(Facts facts, Question question) {
        this.facts = facts;
        this.question = question;
    }

    /**
     * The greatest value of a series.
     *
     * @param window before {@code at} that it is of
     */
    record Peak(double value, Instant at, Duration window) {
        Instant from() {
            return at.minus(window);
        }
    }

    /** A selector of a metric within what the question is about. */
    String selector(String metric, String more) {
        String job =
                question.jobId() == null || metric.contains("_Status_") ? "" : ",job_id=\"" + question.jobId() + "\"";
        String process = question.process() == null ? "" : ",process=\"" + escaped(question.process()) + "\"";
        return metric + "{cluster=\"" + escaped(question.cluster()) + "\"" + job + process
                + (more.isEmpty() ? "" : "," + more) + "}";
    }

    /**
     * The highest median over two minutes of at least three samples, of each series of a selector; over the last one alone where that is higher: an event is told of
     * before what it is about fills two.
     */
    Map<Labels, Peak> highestMedian(String selector) {
        Map<Labels, Peak> peaks = highest(median(selector, WINDOW));
        at(median(selector, LAST), question.to())
                .forEach((labels, value) -> peaks.merge(
                        labels,
                        new Peak(value, question.to(), LAST),
                        (whole, last) -> last.value() > whole.value() ? last : whole));
        return peaks;
    }

    private static String median(String selector, Duration window) {
        String within = selector + "[" + window.toSeconds() + "s]";
        return "quantile_over_time(0.5, " + within + ") and (count_over_time(" + within + ") >= 3)";
    }

    /** The highest value of an expression at the steps of the range. */
    Map<Labels, Peak> highest(String expression) {
        Duration length = Duration.between(question.from(), question.to());
        Duration step = Duration.ofMillis(Math.max(15_000, length.toMillis() / MOST_STEPS));
        Map<Labels, Peak> peaks = new LinkedHashMap<>();
        try {
            QueryResult.Matrix matrix = facts.promQl()
                    .queryRange(expression, question.to().minus(whole(length, step)), question.to(), step);
            for (Series series : matrix.series()) {
                for (int i = 0; i < series.size(); i++) {
                    double value = series.values()[i];
                    Peak before = peaks.get(series.labels());
                    if (!Double.isNaN(value) && !Sample.isStale(value) && (before == null || value > before.value())) {
                        peaks.put(
                                series.labels(),
                                new Peak(value, Instant.ofEpochMilli(series.timestampsMs()[i]), WINDOW));
                    }
                }
            }
        } catch (QueryException e) {
            LOG.debug("{} could not be read", expression, e);
        }
        return peaks;
    }

    /** Values of an expression at one moment. */
    Map<Labels, Double> at(String expression, Instant at) {
        Map<Labels, Double> values = new LinkedHashMap<>();
        try {
            if (facts.promQl().query(expression, at) instanceof QueryResult.InstantVector vector) {
                vector.elements().forEach(element -> {
                    double value = element.sample().value();
                    if (!Double.isNaN(value)) {
                        values.put(element.labels(), value);
                    }
                });
            }
        } catch (QueryException e) {
            LOG.debug("{} could not be read", expression, e);
        }
        return values;
    }

    /** The longer window before a moment over which medians are taken. */
    static Instant windowBefore(Instant at) {
        return at.minus(WINDOW);
    }

    private static Duration whole(Duration length, Duration step) {
        return step.multipliedBy(length.toMillis() / step.toMillis());
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
