package io.weir.rules.notify;

import io.weir.rules.event.Event;
import io.weir.rules.event.EventState;
import io.weir.rules.event.Severity;
import io.weir.rules.event.Subject;
import io.weir.rules.rule.Text;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Messages as the pipeline makes them. */
public final class TestingMessages {
    public static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    private TestingMessages() {}

    /** A critical event of the catalogue. */
    public static Event event(String job) {
        Map<String, String> labels = Map.of(
                "alertname", "JobFailed", "severity", "critical", "cluster", "prod", "job_name", job, "job_id", "a1b2");
        Map<String, String> annotations = Map.of(
                "summary_zh", job + " 失败：java.io.IOException: disk full",
                "description", "The job ended in FAILED and will not start again.",
                "description_zh", "作业进入 FAILED 状态，不会再自动启动。",
                "advice", "Read the exception, mend its cause, start the job from its last checkpoint.",
                "advice_zh", "查看异常，修复原因后从最近的检查点启动作业。",
                "exception", "java.io.IOException: disk full");
        return new Event(
                "f00d-" + job,
                "f00d000000000001",
                "JobFailed",
                Severity.CRITICAL,
                EventState.FIRING,
                new Subject("prod", "a1b2", job, null, null, null),
                job + " failed: java.io.IOException: disk full",
                labels,
                annotations,
                Double.NaN,
                START,
                START,
                null,
                null);
    }

    /** An event whose every text is {@code hostile}. */
    public static Event hostile(String hostile) {
        Map<String, String> annotations = new HashMap<>();
        for (String name : List.of("description", "advice", "exception")) {
            annotations.put(name, hostile);
            annotations.put(name + "_zh", hostile);
        }
        annotations.put("summary_zh", hostile);
        return new Event(
                "f00d-1",
                "f00d000000000002",
                hostile,
                Severity.WARNING,
                EventState.FIRING,
                new Subject(hostile, "a1b2", hostile, hostile, "v1", hostile),
                hostile,
                Map.of("alertname", hostile, "job_name", hostile),
                annotations,
                1.5,
                START,
                START,
                null,
                null);
    }

    public static Message of(Event... events) {
        return of(0, null, events);
    }

    public static Message of(int omitted, @Nullable Text note, Event... events) {
        return new Message(
                "n-1",
                "ops",
                "{}:{cluster=\"prod\"}",
                Map.of("cluster", "prod"),
                List.of(events),
                omitted,
                note,
                URI.create("https://weir.example.org"),
                Map.of(
                        "acknowledge", URI.create("https://weir.example.org/a/t1?x=1&y=2"),
                        "silence", URI.create("https://weir.example.org/s/t2")));
    }

    /** Firing, of one event. */
    public static Message firing() {
        return of(event("orders"));
    }

    /** The end of {@link #firing}. */
    public static Message resolved() {
        return of(event("orders").resolved(START.plusSeconds(750), "condition over"));
    }

    /** As many events as {@code count}, of which one is over. */
    public static Message several(int count) {
        Event[] events = IntStream.range(0, count)
                .mapToObj(i -> i == count - 1
                        ? event("job-" + i).resolved(START.plusSeconds(60), "condition over")
                        : event("job-" + i))
                .toArray(Event[]::new);
        return of(9, new Text("3 of 12 jobs", "12 个作业中的 3 个"), events);
    }
}
