package io.weir.grafana.dashboard;

/**
 * Which series a panel asks for, by the dashboard's variables. {@code <job>} in a query stands for the matchers of the job; each
 * variable matches also where the label is missing when it is "All", so that a Prometheus without Weir's labels serves as well.
 */
enum Selector {
    CLUSTER("<cluster>", "cluster=~\"$cluster\", namespace=~\"$namespace\""),
    JOB("<job>", CLUSTER.matchers + ", job_name=~\"$job\", job_id=~\"$run\""),
    TASKMANAGER("<tm>", CLUSTER.matchers + ", tm_id=~\"$taskmanager\""),
    TASK("<task>", JOB.matchers + ", tm_id=~\"$taskmanager\", task_name=~\"$vertex\""),
    INFLUX_CLUSTER("<i:cluster>", "\"cluster\" =~ /^$cluster$/ AND \"namespace\" =~ /^$namespace$/"),
    INFLUX_JOB("<i:job>", INFLUX_CLUSTER.matchers + " AND \"job_name\" =~ /^$job$/ AND \"job_id\" =~ /^$run$/"),
    INFLUX_TASKMANAGER("<i:tm>", INFLUX_CLUSTER.matchers + " AND \"tm_id\" =~ /^$taskmanager$/");

    private final String token;
    private final String matchers;

    Selector(String token, String matchers) {
        this.token = token;
        this.matchers = matchers;
    }

    static String expand(String query) {
        String text = query;
        for (Selector one : values()) {
            text = text.replace(one.token, one.matchers);
        }
        return text;
    }
}
