package io.weir.rules.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Case 30 of the fault list: who does not answer is left alone for a while, then tried with one message, and nobody else waits. */
class CircuitTest {
    private final NotifyScenario weir = new NotifyScenario();
    private int asked;

    @Test
    void silentChannelIsTriedWithOneMessageAtATimeUntilOneArrives() throws Exception {
        weir.routing = NotifyScenario.everything(Duration.ZERO, List.of("ops", "other"));
        weir.channel("other");
        weir.channel("ops").answer = message -> {
            asked++;
            return new Delivery.Retry("no answer within 20 s", null);
        };
        weir.start();
        for (int i = 0; i < 100; i++) {
            weir.fire("e" + i);
        }
        weir.pass(300);
        assertThat(asked).as("tries of a hundred messages in five minutes").isBetween(6, 20);
        assertThat(weir.channel("other").sent).hasSize(100);
        assertThat(weir.notifications().health())
                .filteredOn(health -> health.receiver().equals("ops"))
                .singleElement()
                .satisfies(health -> {
                    assertThat(health.failingSince()).isEqualTo(NotifyScenario.T0);
                    assertThat(health.lastError()).isEqualTo("no answer within 20 s");
                });

        weir.channel("ops").answer = message -> new Delivery.Delivered("");
        weir.pass(Duration.ofMinutes(6));
        assertThat(weir.channel("ops").sent).hasSize(100);
        assertThat(weir.notifications().health())
                .allSatisfy(health -> assertThat(health.failingSince()).isNull());
    }
}
