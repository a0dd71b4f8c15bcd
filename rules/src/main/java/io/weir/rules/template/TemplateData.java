package io.weir.rules.template;

import java.util.List;
import java.util.Map;

/**
 * What a template may read.
 *
 * @param labels of the element that the rule's expression gave
 * @param externalLabels of this Weir
 * @param externalUrl of this Weir, or empty
 * @param value of the element
 * @param query answers {@code query "..."}
 */
public record TemplateData(
        Map<String, String> labels, Map<String, String> externalLabels, String externalUrl, double value, Query query) {
    public TemplateData {
        labels = Map.copyOf(labels);
        externalLabels = Map.copyOf(externalLabels);
    }

    /** Answers instant queries at the rule's evaluation time. */
    @FunctionalInterface
    public interface Query {
        List<Element> answer(String expression);
    }

    /** An element of a query's answer: {@code .Labels} and {@code .Value}. */
    public record Element(Map<String, String> labels, double value) {
        public Element {
            labels = Map.copyOf(labels);
        }
    }
}
