package io.weir.rules.policy;

import io.weir.rules.event.Subject;
import io.weir.rules.rule.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What the events of number policies say. */
final class PolicyText {
    static final Text DESCRIPTION = new Text(
            "A policy that a person configured holds: its numbers were beyond their thresholds for as long as it asks.",
            "触发了用户配置的策略：指标在要求的时间内持续超出阈值。");

    static final Text ADVICE = new Text(
            "Look at the charts of the subject around this time. If this is no trouble, change the policy's threshold or its"
                    + " points on the Policies page.",
            "请查看该对象在此时间前后的图表。若并非故障，请在“策略”页面调整阈值或连续次数。");

    private PolicyText() {}

    static String conditions(NumberPolicy policy) {
        String join = policy.match() == NumberPolicy.Match.ANY ? " or " : " and ";
        return policy.conditions().stream().map(NumberCondition::text).collect(Collectors.joining(join));
    }

    static Text summary(Subject subject, String said, NumberPolicy policy) {
        String who = subject.jobName() != null
                ? subject.jobName()
                : subject.process() != null ? subject.process() : subject.cluster();
        String points = policy.points() + " x " + policy.granularity();
        return new Text(who + ": " + said + " for " + points + " min", who + "：" + said + "，持续 " + points + " 分钟");
    }

    /** The points as lines of time and value. */
    static String points(double[] values, Instant last, Duration step) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            Instant at = last.minus(step.multipliedBy(values.length - 1L - i));
            lines.add(at + "  " + (Double.isNaN(values[i]) ? "no value" : Numbers.text(values[i])));
        }
        return String.join("\n", lines);
    }
}
