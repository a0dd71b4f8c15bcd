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
        assertThat(captured("flink-2.3.0-jobmanager")).isInstanceOfSatisfying(Page.OfJobManager.class, page -> {
            assertThat(page.taskManagers()).isEqualTo(2);
            assertThat(page.jobs()).isNotEmpty();
        });
        for (String page :
                new String[] {"flink-2.3.0-taskmanager", "flink-1.20.5-taskmanager", "flink-1.20.3-taskmanager-2"}) {
            assertThat(captured(page)).as(page).isInstanceOf(Page.OfTaskManager.class);
        }
        assertThat(captured("flink-1.20.3-taskmanager-2")).isNotEqualTo(captured("flink-1.20.3-taskmanager-3"));
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
