package io.weir.collector.discovery.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.Captures;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PageTest {
    private static Page captured(String name) {
        return Page.of(new String(Captures.page(name), StandardCharsets.UTF_8));
    }

    @Test
    void capturedPagesSayWhoseTheyAre() {
        assertThat(captured("flink-2.3.0-jobmanager"))
                .isEqualTo(new Page.OfJobManager(2, Set.of("31e89c6acd3ba201fc2c3a571f5156e6")));
        assertThat(captured("flink-2.3.0-taskmanager")).isEqualTo(new Page.OfTaskManager("k_healthy_baseline_tm1"));
        assertThat(captured("flink-1.20.5-taskmanager")).isEqualTo(new Page.OfTaskManager("s120_tm1"));
        assertThat(captured("flink-1.20.3-taskmanager-2"))
                .isEqualTo(new Page.OfTaskManager("226ff1bf_a01d_4848_8012_3f24daaab308"));
        assertThat(Page.of("flink_jobmanager_job_uptime{job_id=\"75220aa06697a489a0a0999890bca73a\",host=\"h\",} 1\n"))
                .isEqualTo(new Page.OfJobManager(-1, Set.of("75220aa06697a489a0a0999890bca73a")));
    }

    @Test
    void otherPagesAreNobodys() {
        assertThat(Page.of("")).isEqualTo(new Page.Other());
        assertThat(Page.of("<html>flink_jobmanager_")).isEqualTo(new Page.Other());
        assertThat(Page.of("a{tm_id=\"x\"} 1\n")).isEqualTo(new Page.Other());
        assertThat(Page.of("flink_taskmanager_x{host=\"h\",tm_id=\"a_b\",} 1.0\n"))
                .isEqualTo(new Page.OfTaskManager("a_b"));
        assertThat(Page.of("flink_jobmanager_numRegisteredTaskManagers{host=\"h\",} 12.0\n"))
                .isEqualTo(new Page.OfJobManager(12, Set.of()));
        assertThat(Page.of("flink_jobmanager_x 1\n")).isEqualTo(new Page.OfJobManager(-1, Set.of()));
    }
}
