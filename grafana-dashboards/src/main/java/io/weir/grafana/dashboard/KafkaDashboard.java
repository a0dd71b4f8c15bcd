package io.weir.grafana.dashboard;

import static io.weir.grafana.dashboard.Panel.graph;

import java.util.List;

/** Kafka sources and sinks. See <a href="https://nightlies.apache.org/flink/flink-docs-stable/docs/connectors/datastream/kafka/#monitoring">Flink</a>. */
final class KafkaDashboard {
    private static final String OPERATOR = "flink_taskmanager_job_task_operator_";
    private static final String CONSUMER = OPERATOR + "KafkaSourceReader_KafkaConsumer_";
    private static final String PRODUCER = OPERATOR + "KafkaProducer_";

    private KafkaDashboard() {}

    static Dashboard make() {
        return new Dashboard(
                "kafka",
                "Flink Kafka connectors",
                "Lag, throughput and commits of Kafka sources; sends and errors of Kafka sinks.",
                Store.PROMETHEUS,
                "/jobs",
                Variable.of("cluster", "namespace", "job", "run"),
                List.of(lag(), reading(), sending()));
    }

    private static Section lag() {
        return Section.of(
                "Lag",
                graph("Records not fetched", "short", 12)
                        .ask("sum by (operator_name) (" + OPERATOR + "pendingRecords{<job>})", "{{operator_name}}"),
                graph("Greatest lag of a consumer", "short", 12)
                        .ask("max by (operator_name) (" + CONSUMER + "records_lag_max{<job>})", "{{operator_name}}"),
                graph("Fetched but not committed", "short", 12)
                        .note("Offsets are committed with checkpoints: this rises between them and falls with each.")
                        .ask(
                                "sum by (topic, partition) (" + OPERATOR
                                        + "KafkaSourceReader_topic_partition_currentOffset{<job>}" + " - " + OPERATOR
                                        + "KafkaSourceReader_topic_partition_committedOffset{<job>})",
                                "{{topic}} {{partition}}"),
                graph("Transfer delay", "ms", 12)
                        .ask(
                                "max by (operator_name) (" + OPERATOR + "currentFetchEventTimeLag{<job>})",
                                "{{operator_name}}"));
    }

    private static Section reading() {
        return Section.of(
                "Reading",
                consumer("Records consumed", "cps", "records_consumed_rate", "sum"),
                consumer("Bytes consumed", "Bps", "bytes_consumed_rate", "sum"),
                consumer("Fetch latency", "ms", "fetch_latency_avg", "max"),
                graph("Offset commits", "cps", 8)
                        .ask(
                                "sum by (operator_name) (rate(" + OPERATOR
                                        + "KafkaSourceReader_commitsSucceeded{<job>}[$__rate_interval]))",
                                "{{operator_name}} done")
                        .ask(
                                "sum by (operator_name) (rate(" + OPERATOR
                                        + "KafkaSourceReader_commitsFailed{<job>}[$__rate_interval]))",
                                "{{operator_name}} failed"),
                JobDashboard.idleSources(),
                graph("Read errors", "cps", 8)
                        .ask(
                                "sum by (operator_name) (rate(" + OPERATOR
                                        + "numRecordsInErrors{<job>}[$__rate_interval]))",
                                "{{operator_name}}"));
    }

    private static Section sending() {
        return Section.of(
                "Sending",
                graph("Records sent", "cps", 8)
                        .ask(
                                "sum by (operator_name) (rate(" + OPERATOR
                                        + "numRecordsSend{<job>}[$__rate_interval]))",
                                "{{operator_name}}"),
                graph("Send errors", "cps", 8)
                        .ask(
                                "sum by (operator_name) (rate(" + OPERATOR
                                        + "numRecordsSendErrors{<job>}[$__rate_interval]))",
                                "{{operator_name}}"),
                graph("Send time", "ms", 8)
                        .ask("max by (operator_name) (" + OPERATOR + "currentSendTime{<job>})", "{{operator_name}}"),
                producer("Request latency", "ms", "request_latency_avg", "max"),
                producer("Record errors of the producer", "cps", "record_error_rate", "sum"),
                producer("Free buffer of the producer", "bytes", "buffer_available_bytes", "min"));
    }

    private static Panel consumer(String title, String unit, String metric, String how) {
        return graph(title, unit, 8)
                .note("Kafka's consumer metric " + metric.replace('_', '-') + ".")
                .ask(how + " by (operator_name) (" + CONSUMER + metric + "{<job>})", "{{operator_name}}");
    }

    private static Panel producer(String title, String unit, String metric, String how) {
        return graph(title, unit, 8)
                .note("Kafka's producer metric " + metric.replace('_', '-') + ".")
                .ask(how + " by (operator_name) (" + PRODUCER + metric + "{<job>})", "{{operator_name}}");
    }
}
