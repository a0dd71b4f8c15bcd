package io.weir.rules.rule;

import io.weir.collector.metric.LabelMatcher;
import io.weir.rules.promql.PromQl;
import io.weir.rules.promql.QueryException;
import java.util.List;
import java.util.Map;

/**
 * Parameters of one rule that differ for some subjects: those of a cluster, a namespace, a job. Of several scopes that match a subject the
 * first is in force.
 *
 * @param match which subjects, as a PromQL selector; {@link RuleOverride} says on which labels
 * @param parameters parameter to value, laid over those of all subjects
 */
public record RuleScope(String match, Map<String, String> parameters) {
    public RuleScope {
        parameters = Map.copyOf(parameters);
    }

    /** @throws QueryException when {@code match} is no selector */
    List<LabelMatcher> matchers() {
        return PromQl.selector(match);
    }
}
