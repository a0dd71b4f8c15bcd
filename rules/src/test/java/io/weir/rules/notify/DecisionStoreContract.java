package io.weir.rules.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store of decisions does. */
abstract class DecisionStoreContract {
    private static final Instant T0 = Instant.parse("2026-11-20T10:00:00.456Z");

    abstract DecisionStore store();

    @Test
    void sameDecisionMadeAgainIsCounted() {
        store().write(List.of(Decision.of("e1", "ops/fake-0", NotifyReason.SILENCED, "s1", T0)));
        store().write(List.of(
                Decision.of("e1", "ops/fake-0", NotifyReason.SILENCED, "s1", T0.plusSeconds(60)),
                Decision.told("e1", "ops/fake-0", NotifyReason.TOLD_FIRING, T0.plusSeconds(90), "n1"),
                Decision.of("e2", "ops/fake-0", NotifyReason.SILENCED, "s1", T0)));
        assertThat(store().of("e1"))
                .containsExactly(
                        new Decision("e1", "ops/fake-0", NotifyReason.SILENCED, "s1", T0, T0.plusSeconds(60), 2, ""),
                        new Decision(
                                "e1",
                                "ops/fake-0",
                                NotifyReason.TOLD_FIRING,
                                "",
                                T0.plusSeconds(90),
                                T0.plusSeconds(90),
                                1,
                                "n1"));
        assertThat(store().of("e2")).hasSize(1);
        assertThat(store().of("none")).isEmpty();
    }

    @Test
    void reasonWithManyDetailsKeepsTheNewest() {
        store().write(List.of(Decision.told("e1", "ops/fake-0", NotifyReason.TOLD_FIRING, T0, "n1")));
        for (int i = 0; i < DecisionStore.MOST_DETAILS + 7; i++) {
            store().write(List.of(
                    Decision.of("e1", "ops/fake-0", NotifyReason.SILENCED, "s" + i, T0.plusSeconds(i)),
                    Decision.of("e2", "ops/fake-0", NotifyReason.INHIBITED, "the same", T0.plusSeconds(i))));
        }
        assertThat(store().of("e1"))
                .hasSize(DecisionStore.MOST_DETAILS + 1)
                .extracting(Decision::detail)
                .contains("", "s7", "s" + (DecisionStore.MOST_DETAILS + 6))
                .doesNotContain("s6");
        assertThat(store().of("e2")).singleElement().satisfies(decision -> assertThat(decision.times())
                .isEqualTo(DecisionStore.MOST_DETAILS + 7));
    }

    @Test
    void receiverMayHaveASlashInItsName() {
        Decision decision = Decision.of("e1", "team/ops/webhook-0", NotifyReason.NO_RECEIVER, "", T0);
        assertThat(decision.receiver()).isEqualTo("team/ops");
        assertThat(decision.channel()).isEqualTo("webhook-0");
    }
}
