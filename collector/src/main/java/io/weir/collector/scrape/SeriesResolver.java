package io.weir.collector.scrape;

import io.weir.collector.metric.Labels;

/** From the labels on a page to the series. */
@FunctionalInterface
interface SeriesResolver {
    /**
     * The series; the same object for equal labels.
     *
     * @throws MalformedPageException when such a series fails the page
     */
    PageSeries resolve(Labels exported) throws MalformedPageException;
}
