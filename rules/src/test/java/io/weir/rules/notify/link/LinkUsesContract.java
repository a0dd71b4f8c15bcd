package io.weir.rules.notify.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

abstract class LinkUsesContract {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final ActionLink LINK = new ActionLink(LinkAction.ACKNOWLEDGE, "n1", NOW.plusSeconds(60));

    abstract LinkUses uses();

    @Test
    void linkIsUsedOnceAndOthersOfItsMessageStillWork() {
        LinkUses.Use use = new LinkUses.Use("ann", NOW);
        assertThat(uses().used(LINK)).isEmpty();
        assertThat(uses().use(LINK, use)).isTrue();
        assertThat(uses().use(LINK, new LinkUses.Use("bob", NOW.plusSeconds(1))))
                .isFalse();
        assertThat(uses().used(LINK)).contains(use);
        assertThat(uses().use(new ActionLink(LinkAction.SILENCE, "n1", NOW.plusSeconds(60)), use))
                .isTrue();
        assertThat(uses().use(new ActionLink(LinkAction.ACKNOWLEDGE, "n2", NOW.plusSeconds(60)), use))
                .isTrue();
    }

    @Test
    void useThatFailedIsTakenBackAndThoseOfExpiredLinksAreForgotten() {
        LinkUses.Use use = new LinkUses.Use("ann", NOW);
        uses().use(LINK, use);
        uses().release(LINK);
        assertThat(uses().use(LINK, use)).isTrue();
        assertThat(uses().forgetExpiredBefore(NOW.plusSeconds(60))).isZero();
        assertThat(uses().forgetExpiredBefore(NOW.plusSeconds(61))).isEqualTo(1);
        assertThat(uses().used(LINK)).isEmpty();
    }
}
