package io.weir.collector.scrape;

import java.util.Map;

/** From the labels on a page to the series. */
@FunctionalInterface
interface SeriesResolver {
    /**
     * The series; the same object for equal labels.
     *
     * @param exported the labels on the page, the metric name and those without a value included
     * @throws MalformedPageException when such a series fails the page
     */
    PageSeries resolve(Map<String, String> exported) throws MalformedPageException;
}
