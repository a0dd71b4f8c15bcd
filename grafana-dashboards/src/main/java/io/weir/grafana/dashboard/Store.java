package io.weir.grafana.dashboard;

/** What a dashboard reads. */
public enum Store {
    /** Whatever speaks Prometheus' HTTP API: Weir itself, Prometheus, VictoriaMetrics. */
    PROMETHEUS("prometheus", ""),
    /** InfluxDB by InfluxQL, filled by Weir's sink or by Flink's own reporter. */
    INFLUXDB("influxdb", "influxdb-");

    private final String type;
    private final String prefix;

    Store(String type, String prefix) {
        this.type = type;
        this.prefix = prefix;
    }

    /** Grafana's name of the kind of data source, which is also the folder of its dashboards. */
    public String type() {
        return type;
    }

    /** What the uid of a dashboard has after {@code weir-}. */
    String prefix() {
        return prefix;
    }
}
