package io.weir.rules.detector;

import io.weir.collector.flink.JobState;
import io.weir.collector.signal.JobStatusChanged;
import io.weir.collector.signal.Signal;
import io.weir.rules.event.Subject;
import io.weir.rules.rule.Condition;
import io.weir.rules.rule.Moment;
import io.weir.rules.rule.Outcome;
import io.weir.rules.rule.Parameters;
import io.weir.rules.rule.Rule;
import io.weir.rules.rule.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Records of a job's life: it started, stopped, recovered. Nobody is woken for them. */
final class JobLife {
    static final Function<Parameters, Rule> STARTED = inForce -> new Starts();
    static final Function<Parameters, Rule> STOPPED = inForce -> new Stops();
    static final Function<Parameters, Rule> RECOVERED = Recoveries::new;

    private static final Text NO_ADVICE = new Text("Nothing is to be done.", "无需处理。");

    /** A job seen for the first time is new when it began this recently; else it is only new to Weir. */
    private static final Duration RECENT = Duration.ofMinutes(1);

    private JobLife() {}

    private static final class Starts implements Rule.OnSignals {
        @Override
        public List<Outcome> onSignal(Signal signal, Moment moment) {
            if (!(signal instanceof JobStatusChanged change) || change.current() != JobState.RUNNING) {
                return List.of();
            }
            JobState previous = change.previous();
            boolean first = previous == null
                    && Duration.between(change.at(), moment.at()).compareTo(RECENT) < 0;
            boolean created = previous == JobState.INITIALIZING || previous == JobState.CREATED;
            return first || created ? List.of(record(change, "started", "已启动", null)) : List.of();
        }
    }

    private static final class Stops implements Rule.OnSignals {
        private final RequestedStops requests = new RequestedStops();

        @Override
        public List<Outcome> onSignal(Signal signal, Moment moment) {
            requests.onSignal(signal);
            if (!(signal instanceof JobStatusChanged change) || change.previous() == null) {
                return List.of();
            }
            return switch (change.current()) {
                case CANCELED -> List.of(record(change, "was canceled", "已取消", requests.askedBy(change)));
                case FINISHED -> List.of(record(change, "finished", "已完成", requests.askedBy(change)));
                case SUSPENDED -> List.of(record(change, "was suspended", "已挂起", requests.askedBy(change)));
                case INITIALIZING, CREATED, RUNNING, FAILING, FAILED, CANCELLING, RESTARTING, RECONCILING -> List.of();
            };
        }
    }

    /** {@code askedBy} is who asked Weir for it, as far as that is known. */
    private static Outcome record(JobStatusChanged change, String what, String whatZh, @Nullable String askedBy) {
        String by = askedBy == null ? "" : " (asked for by " + askedBy + ")";
        String byZh = askedBy == null ? "" : "（由 " + askedBy + " 发起）";
        Text words = new Text(change.jobName() + " " + what + by, change.jobName() + " " + whatZh + byZh);
        JobState previous = change.previous();
        Map<String, String> evidence = new HashMap<>();
        evidence.put("job_state", change.current().name());
        if (previous != null) {
            evidence.put("previous_state", previous.name());
        }
        if (askedBy != null) {
            evidence.put("asked_by", askedBy);
        }
        return new Outcome.Tell(new Condition(
                new Subject(change.cluster(), change.jobId(), change.jobName(), null, null, null),
                Double.NaN,
                words,
                words,
                NO_ADVICE,
                evidence,
                change.at()));
    }

    private static final class Recoveries implements Rule.OnSignals {
        private final OutageLog outages;

        Recoveries(Parameters parameters) {
            this.outages = new OutageLog(parameters);
        }

        @Override
        public List<Outcome> onSignal(Signal signal, Moment moment) {
            return recoveries(outages.onSignal(signal, moment));
        }

        @Override
        public List<Outcome> onTick(Moment moment) {
            return recoveries(outages.onTick(moment));
        }

        private static List<Outcome> recoveries(List<OutageLog.Step> steps) {
            return steps.stream()
                    .filter(step -> step instanceof OutageLog.Step.Recovered recovered
                            && recovered.outage().explained())
                    .map(step -> recovery(step.outage(), ((OutageLog.Step.Recovered) step).at()))
                    .toList();
        }

        private static Outcome recovery(Outage outage, Instant at) {
            Duration down = Duration.between(outage.since(), at);
            String seconds = String.valueOf(Math.round(down.toMillis() / 1000.0));
            Text summary = new Text(
                    outage.jobName() + ": RUNNING again after " + seconds + " s",
                    outage.jobName() + "：" + seconds + " 秒后恢复运行");
            return new Outcome.Tell(new Condition(
                    new Subject(outage.cluster(), outage.jobId(), outage.jobName(), null, null, null),
                    down.toMillis() / 1000.0,
                    summary,
                    new Text(
                            "It did not run from " + outage.since() + " to " + at + "; failures: " + outage.failures()
                                    + ".",
                            outage.since() + " 至 " + at + " 期间未运行；失败次数：" + outage.failures() + "。"),
                    new Text(
                            "Records since the last checkpoint were processed again: check sinks that are not transactional"
                                    + " for duplicates.",
                            "上次检查点之后的数据会重新处理：请检查非事务性的 sink 是否有重复。"),
                    Map.of("downtime_seconds", seconds),
                    at));
        }
    }
}
