package io.weir.grafana.dashboard;

import static io.weir.grafana.dashboard.Panel.graph;
import static io.weir.grafana.dashboard.Panel.stat;

import java.util.List;

/** Weir itself, from its {@code /metrics}. */
final class WeirDashboard {
    private WeirDashboard() {}

    static Dashboard make() {
        return new Dashboard(
                "itself",
                "Weir itself",
                "Whether Weir watches: scrapes, rules, logs, notifications, sinks, disk and heap. Scrape Weir's /metrics for it.",
                Store.PROMETHEUS,
                "/targets",
                List.of(),
                List.of(now(), collecting(), telling(), logs(), room()));
    }

    private static Section now() {
        return Section.of(
                "Now",
                stat("Targets", "short").note("Pages that are scraped.").ask("sum(weir_scrape_targets)", ""),
                stat("Series", "short").note("Series in memory.").ask("sum(weir_head_series)", ""),
                stat("Events", "short").note("Pending and firing events.").ask("sum(weir_events_active)", ""),
                stat("Messages waiting", "short").note("In the outbox.").ask("sum(weir_notifications_pending)", ""),
                stat("Disk free", "bytes").note("Where the data folder is.").ask("min(weir_data_disk_free_bytes)", ""),
                stat("Open incidents", "short")
                        .note("Problems that are not over.")
                        .ask("sum(weir_incidents_open)", ""));
    }

    private static Section collecting() {
        return Section.of(
                "Collecting",
                rate("Samples", "weir_scrape_samples_total", "Samples taken from pages, a second."),
                rate(
                        "Failed scrapes",
                        "weir_scrape_failures_total",
                        "Pages that could not be read; the Targets page says why."),
                rate("Refused samples", "weir_scrape_refused_samples_total", "Samples beyond the limits of a target."),
                rate("Failed polls", "weir_poll_failures_total", "Calls of Flink's REST API that gave no answer."),
                graph("Series", "short", 8)
                        .note("Series in memory.")
                        .ask("sum by (instance) (weir_head_series)", "series"),
                rate("History", "weir_history_samples_written_total", "Samples that went to disk."));
    }

    private static Section telling() {
        return Section.of(
                "Rules and notifications",
                rate("Evaluations", "weir_rule_evaluations_total", "Rules looked at."),
                rate(
                        "Failed evaluations",
                        "weir_rule_evaluation_failures_total",
                        "Rules that could not say; the Rules page says why."),
                rate("Sent", "weir_notifications_sent_total", "Messages that receivers took."),
                rate("Dead letters", "weir_notifications_dead_total", "Messages given up."),
                rate("Retries", "weir_notification_retries_total", "Messages sent again."),
                rate(
                        "Lost signals",
                        "weir_signals_lost_total",
                        "Facts that nobody could take; always 0 when all is well."));
    }

    private static Section logs() {
        return Section.of(
                "Logs",
                rate("Lines", "weir_log_tail_lines_total", "Lines read from files."),
                graph("Behind", "bytes", 8)
                        .note("Bytes of log files that are not read yet.")
                        .ask("sum(weir_log_tail_lag_bytes)", "not read"),
                graph("On disk", "bytes", 8).note("Blocks and index.").ask("sum(weir_log_disk_bytes)", "logs"));
    }

    private static Section room() {
        return Section.of(
                "Room",
                graph("Heap", "bytes", 8)
                        .note("Heap of Weir's own JVM.")
                        .ask("sum(weir_jvm_heap_used_bytes)", "used")
                        .ask("sum(weir_jvm_heap_max_bytes)", "most"),
                rate("HTTP requests", "weir_http_requests_total", "Requests answered."),
                graph("History on disk", "bytes", 8).note("DuckDB files.").ask("sum(weir_history_bytes)", "history"));
    }

    private static Panel rate(String title, String metric, String note) {
        return graph(title, "cps", 8)
                .note(note)
                .ask("sum(rate(" + metric + "[$__rate_interval]))", title.toLowerCase(java.util.Locale.ROOT));
    }
}
