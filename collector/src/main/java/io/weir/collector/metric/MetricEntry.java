package io.weir.collector.metric;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One metric of Flink, or a family of them.
 *
 * @param metric Flink's own name, with dots, as REST has it; {@code <part>} stands for any one part, {@code {part}} for the value of
 *     a group, which the reporter makes a label
 * @param unit such as {@code B}, {@code ms/s}, {@code ratio}
 * @param range of good values, such as {@code 0..1000}, {@code >=0} or {@code any}
 * @param lines the Flink lines whose captured pages have it; empty when none has
 * @param otherName what other versions of Flink call it
 * @param unseen why no captured page has it
 */
public record MetricEntry(
        MetricScopeKind scope,
        String metric,
        Kind kind,
        String unit,
        String range,
        Aggregation aggregation,
        List<String> lines,
        @Nullable String otherName,
        String english,
        String chinese,
        @Nullable String unseen) {
    /** Flink's metric types. See <a href="https://nightlies.apache.org/flink/flink-docs-stable/docs/ops/metrics/#metric-types">Flink</a>. */
    public enum Kind {
        COUNTER,
        GAUGE,
        METER,
        HISTOGRAM
    }

    /** How values of several subtasks or processes make one that means something. */
    public enum Aggregation {
        SUM,
        MEAN,
        MIN,
        MAX,
        LAST
    }

    public MetricEntry {
        lines = List.copyOf(lines);
        if (lines.isEmpty() == (unseen == null)) {
            throw new IllegalArgumentException(
                    metric + " is either on the pages of a Flink line or says why it is on none");
        }
    }

    /** The reporter's names, one for each way that the scope's names begin; {@code <part>} stays. */
    public List<String> names() {
        return scope.prefixes().stream().map(prefix -> prefix + body()).toList();
    }

    /** Whether a series of this name is of this metric. */
    public boolean matches(String name) {
        return scope.prefixes().stream()
                .anyMatch(prefix -> name.startsWith(prefix)
                        && pattern().matcher(name.substring(prefix.length())).matches());
    }

    private Pattern pattern() {
        return Pattern.compile(body().replaceAll("<[a-z]+>", "[A-Za-z0-9_]+"));
    }

    private String body() {
        return metric.replaceAll("\\.\\{[a-z]+}", "").replaceAll("[^A-Za-z0-9_:<>]", "_");
    }
}
