package io.weir.web.api;

import io.weir.collector.metric.MetricEntry;

/**
 * How the unit of a metric is shown.
 *
 * @param word a unit of the console's charts
 * @param scale what is appended to an expression to come from the metric's unit to the chart's
 */
record MetricUnit(String word, String scale) {
    static MetricUnit of(MetricChart chart, MetricEntry entry) {
        String unit = entry.unit();
        if (chart.how() == MetricChart.How.LAG) {
            return unit.endsWith("ms") ? new MetricUnit("milliseconds", "") : new MetricUnit("milliseconds", " * 1000");
        }
        if (chart.how() == MetricChart.How.RATE && unit.equals("ns")) {
            // CPU nanoseconds a second: so many cores.
            return new MetricUnit("count", " / 1e9");
        }
        return switch (unit) {
            case "ratio" -> new MetricUnit("share", "");
            case "%" -> new MetricUnit("share", " / 100");
            case "ms/s" -> new MetricUnit("share", " / 1000");
            case "B" -> new MetricUnit("bytes", "");
            case "B/s" -> new MetricUnit("bytesPerSecond", "");
            case "1/s" -> new MetricUnit("perSecond", "");
            case "ms" -> new MetricUnit("milliseconds", "");
            case "s" -> new MetricUnit("milliseconds", " * 1000");
            case "ns" -> new MetricUnit("milliseconds", " / 1e6");
            default -> new MetricUnit("count", "");
        };
    }

    String scaled(String expression) {
        return scale.isEmpty() ? expression : "(" + expression + ")" + scale;
    }
}
