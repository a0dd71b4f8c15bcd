package io.weir.rules.policy;

import io.weir.rules.event.Event;
import io.weir.rules.event.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says how much events matter and who hears of them. Of the policies that match an event the one with the least order decides;
 * what it leaves open the next decides, and last the rule itself.
 *
 * @param order 0 to 1000
 * @param matchers all must match
 * @param severity null leaves it open
 * @param receivers null leaves it open; an empty list means nobody
 */
public record EventPolicy(
        String name,
        boolean enabled,
        int order,
        List<EventMatcher> matchers,
        @Nullable Severity severity,
        @Nullable List<String> receivers)
        implements Policy {
    public EventPolicy {
        matchers = List.copyOf(matchers);
        receivers = receivers == null ? null : List.copyOf(receivers);
    }

    boolean matches(Event event) {
        return matchers.stream().allMatch(matcher -> matcher.matches(event));
    }

    @Override
    public List<PolicyFault> faults() {
        List<PolicyFault> faults = new ArrayList<>(Policy.nameFaults(name));
        if (order < 0 || order > 1000) {
            faults.add(new PolicyFault("order", "must be from 0 to 1000, got " + order));
        }
        if (matchers.isEmpty() || matchers.size() > 20) {
            faults.add(new PolicyFault("matchers", "1 to 20 matchers are needed, got " + matchers.size()));
        }
        for (int i = 0; i < matchers.size(); i++) {
            faults.addAll(matchers.get(i).faults("matchers[" + i + "]"));
        }
        if (severity == null && receivers == null) {
            faults.add(new PolicyFault("severity", "the policy decides nothing; set a severity or receivers"));
        }
        return faults;
    }
}
