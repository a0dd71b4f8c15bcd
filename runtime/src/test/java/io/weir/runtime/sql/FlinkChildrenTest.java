package io.weir.runtime.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.runtime.distribution.FlinkVersion;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Who starts child processes, who waits for them and for how long, and when they end. */
class FlinkChildrenTest {
    private static final FlinkVersion NEW = new FlinkVersion("2.3.0");
    private static final FlinkVersion OLD = new FlinkVersion("1.20.5");
    private static final Duration LONG = Duration.ofMinutes(1);

    private static final class TestingChild implements FlinkChild {
        private volatile boolean alive = true;

        @Override
        public boolean isAlive() {
            return alive;
        }

        @Override
        public void close() {
            alive = false;
        }
    }

    private final List<TestingChild> started = new CopyOnWriteArrayList<>();

    private TestingChild start(FlinkVersion version) {
        TestingChild child = new TestingChild();
        started.add(child);
        return child;
    }

    @Test
    void oneThatNobodyUsesForAWhileIsEndedAndOneInUseIsNot() throws IOException {
        try (FlinkChildren<TestingChild> children =
                new FlinkChildren<>("planner", Duration.ofMillis(50), this::start)) {
            children.use(OLD, LONG, used -> {
                TestingChild idle = children.use(NEW, LONG, one -> one);
                Awaitility.await().until(() -> !idle.isAlive());
                assertThat(used.isAlive()).isTrue();
                return used;
            });
            Awaitility.await().until(() -> started.stream().noneMatch(TestingChild::isAlive));
            assertThat(children.use(NEW, LONG, TestingChild::isAlive)).isTrue();
            assertThat(started).hasSize(3);
        }
    }

    @Test
    void oneThatDiedIsFollowedByAnother() throws IOException {
        try (FlinkChildren<TestingChild> children = new FlinkChildren<>("planner", LONG, this::start)) {
            children.use(NEW, LONG, one -> {
                one.close();
                return one;
            });
            assertThat(children.use(NEW, LONG, TestingChild::isAlive)).isTrue();
            assertThat(children.use(NEW, LONG, TestingChild::isAlive)).isTrue();
            assertThat(started).hasSize(2);
        }
    }

    @Test
    void whoeverWaitsForAStartIsToldThatItIsBusyAndOtherVersionsAreNotKept() throws Exception {
        CountDownLatch starting = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (FlinkChildren<TestingChild> children = new FlinkChildren<>("planner", LONG, version -> {
            if (version.equals(NEW)) {
                starting.countDown();
                await(go);
            }
            return start(version);
        })) {
            CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(() -> {
                try {
                    return children.use(NEW, LONG, TestingChild::isAlive);
                } catch (IOException e) {
                    return false;
                }
            });
            starting.await();
            assertThatThrownBy(() -> children.use(NEW, Duration.ofMillis(1), TestingChild::isAlive))
                    .isInstanceOf(SqlBusyException.class)
                    .hasMessageContaining("planner of Flink 2.3.0")
                    .hasMessageContaining("try again");
            assertThat(children.use(OLD, Duration.ofMillis(1), TestingChild::isAlive))
                    .isTrue();
            go.countDown();
            assertThat(first.get(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    @Test
    void closingEndsOneInUseAndStartsNoMore() throws IOException {
        FlinkChildren<TestingChild> children = new FlinkChildren<>("planner", LONG, this::start);
        children.use(NEW, LONG, one -> {
            children.close();
            assertThat(one.isAlive()).isFalse();
            return one;
        });
        assertThatThrownBy(() -> children.use(NEW, LONG, TestingChild::isAlive)).hasMessage("Weir is being stopped");
        assertThat(started).hasSize(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
