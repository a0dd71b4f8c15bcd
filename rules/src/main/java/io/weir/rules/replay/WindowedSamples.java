package io.weir.rules.replay;

import io.weir.collector.history.HistoryException;
import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.SampleSource;
import io.weir.collector.metric.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Samples for a reader that goes forward in small steps: what a step asks for is read together with what the next steps will ask
 * for, so that a replay of thousands of steps reads the history some tens of times. Its memory has a limit. Not thread-safe.
 */
final class WindowedSamples implements SampleSource {
    private static final long SHORTEST_MS = 60_000;
    private static final long LONGEST_MS = 6 * 3_600_000L;
    private static final long FIRST_MS = 600_000;
    private static final long FEW = 100_000;
    private static final long MANY = 1_000_000;

    private final SampleSource source;
    private final long mostSamples;
    private final Map<String, Window> windows = new LinkedHashMap<>(16, 0.75f, true);
    private long held;

    /** @param mostSamples held at a time, at 16 bytes each */
    WindowedSamples(SampleSource source, long mostSamples) {
        this.source = source;
        this.mostSamples = mostSamples;
    }

    private record Window(long fromMs, long toMs, long aheadMs, List<Series> series, long samples) {}

    @Override
    public List<Series> select(List<LabelMatcher> matchers, long fromMs, long toMs) {
        String key = matchers.toString();
        Window window = windows.get(key);
        if (window == null || fromMs < window.fromMs || toMs > window.toMs) {
            window = load(key, matchers, fromMs, toMs, window);
        }
        List<Series> found = new ArrayList<>();
        for (Series series : window.series) {
            int first = lowerBound(series.timestampsMs(), fromMs);
            int end = lowerBound(series.timestampsMs(), toMs + 1);
            if (first < end) {
                found.add(new Series(
                        series.labels(),
                        Arrays.copyOfRange(series.timestampsMs(), first, end),
                        Arrays.copyOfRange(series.values(), first, end)));
            }
        }
        return found;
    }

    private Window load(String key, List<LabelMatcher> matchers, long fromMs, long toMs, @Nullable Window before) {
        long ahead = before == null ? FIRST_MS : before.aheadMs;
        forget(key);
        while (true) {
            try {
                List<Series> series = source.select(matchers, fromMs, toMs + ahead);
                long samples = series.stream().mapToLong(Series::size).sum();
                long next = samples < FEW ? Math.min(LONGEST_MS, ahead * 2) : samples > MANY ? halved(ahead) : ahead;
                Window window = new Window(fromMs, toMs + ahead, next, series, samples);
                windows.put(key, window);
                held += samples;
                evict(key);
                return window;
            } catch (HistoryException e) {
                if (ahead <= SHORTEST_MS) {
                    throw e;
                }
                ahead = halved(ahead);
            }
        }
    }

    private static long halved(long ahead) {
        return Math.max(SHORTEST_MS, ahead / 2);
    }

    private void forget(String key) {
        Window gone = windows.remove(key);
        if (gone != null) {
            held -= gone.samples;
        }
    }

    private void evict(String newest) {
        while (held > mostSamples && windows.size() > 1) {
            String oldest = windows.keySet().iterator().next();
            if (oldest.equals(newest)) {
                return;
            }
            forget(oldest);
        }
    }

    private static int lowerBound(long[] times, long time) {
        int at = Arrays.binarySearch(times, time);
        return at < 0 ? -at - 1 : at;
    }

    @Override
    public Set<Labels> series(List<LabelMatcher> matchers, long fromMs, long toMs) {
        return source.series(matchers, fromMs, toMs);
    }
}
