package io.weir.rules.rule;

import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.SampleSource;
import io.weir.collector.metric.SampleVisitor;
import io.weir.collector.metric.Series;
import io.weir.collector.metric.SeriesVisitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The samples of one process alone. */
final class TargetSamples implements SampleSource {
    private final SampleSource all;
    private final LabelMatcher cluster;
    private final LabelMatcher process;

    TargetSamples(SampleSource all, String cluster, String process) {
        this.all = all;
        this.cluster = LabelMatcher.equal("cluster", cluster);
        this.process = LabelMatcher.equal("process", process);
    }

    @Override
    public List<Series> select(List<LabelMatcher> matchers, long fromMs, long toMs) {
        return all.select(narrowed(matchers), fromMs, toMs);
    }

    @Override
    public void scan(List<LabelMatcher> matchers, long fromMs, long toMs, SeriesVisitor visitor) {
        all.scan(narrowed(matchers), fromMs, toMs, visitor);
    }

    @Override
    public void newest(List<LabelMatcher> matchers, long fromMs, long toMs, SampleVisitor visitor) {
        all.newest(narrowed(matchers), fromMs, toMs, visitor);
    }

    @Override
    public Set<Labels> series(List<LabelMatcher> matchers, long fromMs, long toMs) {
        return all.series(narrowed(matchers), fromMs, toMs);
    }

    private List<LabelMatcher> narrowed(List<LabelMatcher> matchers) {
        List<LabelMatcher> narrowed = new ArrayList<>(matchers.size() + 2);
        narrowed.addAll(matchers);
        narrowed.add(cluster);
        narrowed.add(process);
        return narrowed;
    }
}
