package io.weir.collector.push;

import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import java.util.List;

/** A series of a remote write request. */
record WrittenSeries(Labels labels, List<Sample> samples) {}
