package io.weir.collector.head;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The series of one label value; appended in place under the head's lock, replaced when it shrinks, read by anyone at any time. */
final class Postings {
    final String value;
    private volatile HeadSeries[] series = new HeadSeries[2];
    private volatile int size;

    Postings(String value) {
        this.value = value;
    }

    int size() {
        return size;
    }

    void add(HeadSeries one) {
        int at = size;
        if (at == series.length) {
            series = Arrays.copyOf(series, at * 2);
        }
        series[at] = one;
        size = at + 1;
    }

    List<HeadSeries> list() {
        int count = size;
        return Arrays.asList(series).subList(0, count);
    }

    Postings without(Set<HeadSeries> gone) {
        Postings rest = new Postings(value);
        list().stream().filter(one -> !gone.contains(one)).forEach(rest::add);
        return rest;
    }
}
