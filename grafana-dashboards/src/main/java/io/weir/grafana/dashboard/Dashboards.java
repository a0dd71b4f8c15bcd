package io.weir.grafana.dashboard;

import java.util.List;

/** Every dashboard that ships. */
public final class Dashboards {
    private Dashboards() {}

    /** In the order in which they are listed. */
    public static List<Dashboard> all() {
        return List.of(
                FleetDashboard.make(),
                JobDashboard.make(),
                TaskDashboard.make(),
                ProcessDashboard.make(),
                CheckpointDashboard.make(),
                KafkaDashboard.make(),
                WeirDashboard.make(),
                InfluxDashboards.fleet(),
                InfluxDashboards.job(),
                InfluxDashboards.process());
    }
}
