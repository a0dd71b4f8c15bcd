package io.weir.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of Flink's paths are let through. */
class FlinkProxyApiTest {
    private static final String JOB = "jobs/00000000000000000000000000000001";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "index.html",
                "main.0a1b2c.js",
                "assets/images/flink.svg",
                "overview",
                "jobs/overview",
                JOB,
                JOB + "/checkpoints/details/4/subtasks/00000000000000000000000000000002",
                JOB + "/vertices/00000000000000000000000000000002/flamegraph",
                JOB + "/vertices/00000000000000000000000000000002/subtasks/0/metrics",
                "taskmanagers/taskmanager-1/thread-dump",
                "taskmanagers/taskmanager-1/logs/taskmanager-1.log",
                "jobmanager/logs/jobmanager.log"
            })
    void readingIsLetThrough(String path) {
        assertThat(FlinkProxyApi.isListed(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                JOB + "/yarn-cancel",
                JOB + "/yarn-stop",
                JOB + "/savepoints/00000000000000000000000000000002",
                "jars",
                "jars/x.jar/plan",
                "jars/upload",
                "cluster",
                "jobmanager/profiler",
                "jobmanager/logs/../../x",
                "jobmanager/logs/a/b",
                "../x",
                "assets/../../x.js",
                "taskmanagers/x/profiler",
                "jobs/nope"
            })
    void everythingElseIsNot(String path) {
        assertThat(FlinkProxyApi.isListed(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jobmanager/logs/page.html",
                "jobmanager/logs/script.js",
                "jobmanager/log/picture.svg",
                "taskmanagers/taskmanager-1/logs/script.js"
            })
    void whatAJobWroteIsNoPageWhateverItsName(String path) {
        assertThat(FlinkProxyApi.isListed(path)).isTrue();
        assertThat(FlinkProxyApi.isOfThePage(path)).isFalse();
    }
}
