package io.weir.collector.scrape;

import io.weir.collector.metric.Labels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads one page of exposition text by the rules of a scrape, for those who are sent pages instead of fetching them. */
public final class PlainPage {
    /**
     * A sample of a page.
     *
     * @param hasTime whether the page gave it a time of its own
     */
    public record Entry(Labels series, double value, boolean hasTime) {}

    private PlainPage() {}

    /**
     * The samples of a page; of a series that occurs twice the first.
     *
     * @param sampleLimit the most samples
     * @throws IllegalArgumentException with the line, when it is malformed or too long
     */
    public static List<Entry> read(byte[] page, int sampleLimit) {
        Map<Labels, PageSeries> known = new HashMap<>();
        ExpositionParser parser =
                new ExpositionParser(labels -> known.computeIfAbsent(Labels.of(labels), PageSeries::new), true);
        try {
            parser.parse(PageFormat.TEXT, page, page.length, sampleLimit, new PageTable(0));
        } catch (MalformedPageException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        PageTable table = parser.lastPage();
        List<Entry> entries = new ArrayList<>(table.rows);
        for (int row = 0; row < table.rows; row++) {
            PageSeries series = table.series[row];
            if (series != null) {
                entries.add(new Entry(
                        series.labels(), table.value[row], table.timestampMs[row] != LineGrammar.NO_TIMESTAMP));
            }
        }
        return entries;
    }
}
