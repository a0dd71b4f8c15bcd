package io.weir.collector.scrape;

import io.weir.collector.bench.Shape;
import io.weir.collector.metric.Labels;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The parser alone: the bytes of three real pages in turn, of many targets with series of their own, to (series, value). */
public final class PageParseBench {
    private static final int WARM_ROUNDS = 6;
    private static final int ROUNDS = 9;

    private PageParseBench() {}

    /** CPU nanoseconds a sample on this thread. Every page is fresh memory, as one that came from a socket is. */
    public static double nanosPerSample(Path folder, int targets) throws Exception {
        List<byte[]> pages = Shape.MEDIUM.pages(folder);
        List<int[]> positions = pages.stream().map(Shape::idPositions).toList();
        ExpositionParser[] parsers = new ExpositionParser[targets];
        for (int target = 0; target < targets; target++) {
            Map<Labels, PageSeries> series = new HashMap<>();
            parsers[target] = new ExpositionParser(
                    labels -> series.computeIfAbsent(Labels.of(labels), PageSeries::new), false);
        }
        PageTable table = new PageTable(0);
        long nanos = 0;
        long samples = 0;
        double sum = 0;
        var threads = java.lang.management.ManagementFactory.getThreadMXBean();
        for (int round = 0; round < WARM_ROUNDS + ROUNDS; round++) {
            for (int target = 0; target < targets; target++) {
                int turn = round % pages.size();
                byte[] page = Shape.of(pages.get(turn), positions.get(turn), target);
                long start = threads.getCurrentThreadCpuTime();
                table = parsers[target].parse(PageFormat.TEXT, page, page.length, 100_000, table);
                PageTable read = parsers[target].lastPage();
                int found = 0;
                for (int row = 0; row < read.rows; row++) {
                    if (read.series[row] != null) {
                        sum += read.value[row];
                        found++;
                    }
                }
                if (round >= WARM_ROUNDS) {
                    nanos += threads.getCurrentThreadCpuTime() - start;
                    samples += found;
                }
            }
        }
        if (samples != (long) ROUNDS * targets * Shape.MEDIUM.samples || Double.isInfinite(sum)) {
            throw new IllegalStateException("the parser found " + samples + " samples");
        }
        return (double) nanos / samples;
    }
}
