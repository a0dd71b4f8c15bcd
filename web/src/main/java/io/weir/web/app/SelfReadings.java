package io.weir.web.app;

import static io.weir.collector.metric.SelfMetric.counter;
import static io.weir.collector.metric.SelfMetric.gauge;

import io.weir.collector.Collector;
import io.weir.collector.metric.SelfMetric;
import io.weir.diagnosis.Diagnosis;
import io.weir.diagnosis.index.LogStoreMetrics;
import io.weir.diagnosis.index.LogStoreStatus;
import io.weir.diagnosis.log.TailMetrics;
import io.weir.rules.Rules;
import io.weir.runtime.Runtime;
import java.util.ArrayList;
import java.util.List;

/** What the rooms tell of themselves, for Weir's own {@code /metrics}. */
final class SelfReadings {
    private SelfReadings() {}

    static List<SelfMetric> of(Collector collector, Rules rules, Diagnosis diagnosis, Runtime runtime) {
        List<SelfMetric> readings = new ArrayList<>(collector.selfMetrics());
        readings.addAll(rules.selfMetrics());
        readings.addAll(runtime.reconciler().selfMetrics());
        LogStoreStatus status = diagnosis.logbook().status();
        readings.add(gauge("weir_log_records", "Log records kept.", status.records()));
        readings.add(gauge("weir_log_raw_bytes", "Size of the kept records before compression.", status.rawBytes()));
        readings.add(gauge("weir_log_disk_bytes", "Disk that log blocks and their index take.", status.diskBytes()));
        readings.add(gauge(
                "weir_log_read_only", "1 while the log store takes nothing in.", status.readOnly() == null ? 0 : 1));
        LogStoreMetrics store = diagnosis.logbook().storeMetrics();
        readings.add(gauge("weir_log_blocks", "Log blocks kept.", store.blocks()));
        readings.add(counter("weir_log_syncs_total", "Times log blocks were made durable.", store.syncs()));
        readings.add(
                counter("weir_log_damaged_blocks_total", "Log blocks that cannot be read.", store.damagedBlocks()));
        readings.add(gauge("weir_log_unindexed_bytes", "Log blocks not in the index yet.", store.unindexedBytes()));
        readings.add(counter(
                "weir_log_missed_tail_records_total",
                "Records that a slow live tail was not told.",
                store.missedTailRecords()));
        TailMetrics tails = diagnosis.logbook().following().metrics();
        readings.add(counter("weir_log_tail_lines_total", "Log lines read.", tails.lines()));
        readings.add(counter("weir_log_tail_bytes_total", "Log bytes read.", tails.bytes()));
        readings.add(
                counter("weir_log_tail_read_errors_total", "Log files that could not be read.", tails.readErrors()));
        readings.add(counter("weir_log_tail_cut_lines_total", "Log lines longer than 256 KiB, cut.", tails.cutLines()));
        readings.add(counter(
                "weir_log_tail_archives_total",
                "Packed log files whose lines were read or were known.",
                tails.archives()));
        readings.add(counter(
                "weir_log_tail_implausible_times_total",
                "Records whose stated time was so far off that their arrival was taken.",
                tails.implausibleTimes()));
        readings.add(gauge("weir_log_tail_lag_bytes", "Bytes in log files not taken in yet.", tails.lagBytes()));
        readings.add(gauge("weir_log_tail_open_files", "Log files followed now.", tails.openFiles()));
        readings.addAll(diagnosis.selfMetrics());
        return readings;
    }
}
