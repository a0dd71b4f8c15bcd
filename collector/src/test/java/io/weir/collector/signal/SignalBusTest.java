package io.weir.collector.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.collector.metric.SelfMetric;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class SignalBusTest {
    private final List<Signal> told = new CopyOnWriteArrayList<>();

    @Test
    void signalsAreHeardInOrderByAllAndThenNoted() {
        List<Signal> heard = new CopyOnWriteArrayList<>();
        try (SignalBus bus = new SignalBus(told::add)) {
            bus.listen(heard::add);
            for (int i = 0; i < 100; i++) {
                bus.publish(signal(i));
            }
        }
        assertThat(heard).hasSize(100).isSortedAccordingTo(java.util.Comparator.comparing(Signal::at));
        assertThat(told).isEqualTo(heard);
    }

    @Test
    void aListenerThatThrowsKeepsNoOtherFromHearing() {
        List<Signal> heard = new CopyOnWriteArrayList<>();
        try (SignalBus bus = new SignalBus(told::add)) {
            bus.listen(signal -> {
                throw new IllegalStateException("on purpose");
            });
            bus.listen(heard::add);
            bus.publish(signal(1));
            bus.publish(signal(2));
            await().until(() -> told.size() == 2);
            assertThat(heard).hasSize(2);
            assertThat(metric(bus, "weir_signal_listener_failures_total")).isEqualTo(2);
        }
    }

    @Test
    void aListenerMayPublish() {
        try (SignalBus bus = new SignalBus(told::add)) {
            bus.listen(signal -> {
                if (signal.at().toEpochMilli() < 5) {
                    bus.publish(signal((int) signal.at().toEpochMilli() + 1));
                }
            });
            bus.publish(signal(1));
            await().until(() -> told.size() == 5);
        }
    }

    @Test
    void whatDoesNotFitIsCountedAsLost() {
        CountDownLatch stuck = new CountDownLatch(1);
        try (SignalBus bus = new SignalBus(told::add)) {
            bus.listen(signal -> {
                try {
                    stuck.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            for (int i = 0; i < 10_001; i++) {
                bus.publish(signal(i));
            }
            // An interrupted publisher does not wait, which spares the test the patience.
            Thread.currentThread().interrupt();
            bus.publish(signal(-1));
            bus.publish(signal(-2));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(metric(bus, "weir_signals_lost_total")).isPositive();
            stuck.countDown();
        }
        assertThat(told).hasSizeGreaterThanOrEqualTo(10_001);
    }

    private static double metric(SignalBus bus, String name) {
        return bus.selfMetrics().stream()
                .filter(metric -> metric.name().equals(name))
                .mapToDouble(SelfMetric::value)
                .sum();
    }

    private static Signal signal(int i) {
        return new TaskManagerLost("c", Instant.ofEpochMilli(i), "tm-" + i);
    }
}
