package io.weir.rules.detector;

import io.weir.rules.event.Subject;
import io.weir.rules.rule.Assessment;
import io.weir.rules.rule.Condition;
import io.weir.rules.rule.Moment;
import io.weir.rules.rule.Rule;
import io.weir.rules.rule.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A process' metrics cannot be scraped. */
final class TargetDown implements Rule.OnSamples {
    @Override
    public boolean isPerProcess() {
        return true;
    }

    @Override
    public Assessment assess(Moment moment) {
        List<Condition> holding = new ArrayList<>();
        for (Latest latest : Latest.of(moment, "up")) {
            if (latest.value() == 0) {
                String process = latest.labels().get("process");
                holding.add(condition(
                        new Subject(latest.labels().get("cluster"), null, null, process, null, null),
                        latest.labels().get("instance")));
            }
        }
        return Assessment.of(holding);
    }

    private static Condition condition(Subject subject, String instance) {
        return new Condition(
                subject,
                0,
                new Text(
                        subject.process() + ": metrics at " + instance + " cannot be read",
                        subject.process() + "：无法读取 " + instance + " 的指标"),
                new Text(
                        "Scrapes fail, so rules on the samples of this process are not assessed. The process itself may be well.",
                        "抓取失败，因此依赖该进程指标的规则无法评估。进程本身可能正常。"),
                new Text(
                        "Check whether the process is up, and whether its Prometheus reporter listens on the port that Weir"
                                + " scrapes.",
                        "请检查进程是否存活，以及其 Prometheus reporter 是否在 Weir 抓取的端口上监听。"),
                Map.of("instance", instance),
                null);
    }
}
