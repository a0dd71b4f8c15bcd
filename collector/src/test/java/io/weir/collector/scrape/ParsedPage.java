package io.weir.collector.scrape;

import io.weir.collector.metric.Labels;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** A parser with a table of its own in place of the head, and what it read as a map. */
final class ParsedPage {
    private final Map<Labels, PageSeries> series = new HashMap<>();
    final ExpositionParser parser = new ExpositionParser(this::resolve, true);
    private PageTable scratch = new PageTable(0);
    int resolved;

    private PageSeries resolve(Map<String, String> exported) {
        resolved++;
        return series.computeIfAbsent(Labels.of(exported), PageSeries::new);
    }

    Map<Labels, Double> read(String page) throws MalformedPageException {
        return read(page.getBytes(StandardCharsets.UTF_8));
    }

    Map<Labels, Double> read(byte[] page) throws MalformedPageException {
        return read(PageFormat.TEXT, page);
    }

    Map<Labels, Double> read(PageFormat format, byte[] page) throws MalformedPageException {
        scratch = parser.parse(format, page, page.length, 1_000_000, scratch);
        PageTable table = parser.lastPage();
        Map<Labels, Double> read = new LinkedHashMap<>();
        for (int row = 0; row < table.rows; row++) {
            PageSeries one = table.series[row];
            if (one != null) {
                read.put(one.labels(), table.value[row]);
            }
        }
        return read;
    }
}
