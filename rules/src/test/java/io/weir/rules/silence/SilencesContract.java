package io.weir.rules.silence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weir.rules.TestClock;
import io.weir.rules.route.Matchers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Silences live as Alertmanager's, whichever store is behind them; what a store has after a restart is what it had. */
abstract class SilencesContract {
    static final Instant START = Instant.parse("2026-01-05T10:00:00Z");

    final TestClock clock = new TestClock(START);

    abstract SilenceStore store();

    /** As after a restart: everything comes from the store. */
    private Silences silences() {
        return new Silences(store(), clock);
    }

    private static SilenceDraft draft(@Nullable String id, String matchers, @Nullable Instant start, Duration until) {
        return new SilenceDraft(id, Matchers.parse(matchers), start, START.plus(until), "ann", "release", null);
    }

    private Silence set(@Nullable String id, String matchers, @Nullable Instant start, int hours)
            throws SilenceException {
        return silences().set(draft(id, matchers, start, Duration.ofHours(hours)));
    }

    private Silence.State state(String id) {
        return silences().find(id).orElseThrow().state(clock.instant());
    }

    @Test
    void silenceIsPendingThenActiveThenExpired() throws SilenceException {
        Silence silence = set(null, "job=a", START.plus(Duration.ofHours(1)), 2);

        assertThat(silences().find(silence.id())).contains(silence);
        assertThat(state(silence.id())).isEqualTo(Silence.State.PENDING);
        assertThat(silences().silencing(Map.of("job", "a"), clock.instant())).isEmpty();
        clock.advance(Duration.ofHours(1));
        assertThat(state(silence.id())).isEqualTo(Silence.State.ACTIVE);
        assertThat(silences().silencing(Map.of("job", "a", "x", "y"), clock.instant()))
                .containsExactly(silence);
        assertThat(silences().silencing(Map.of("job", "b"), clock.instant())).isEmpty();
        clock.advance(Duration.ofHours(1));
        assertThat(state(silence.id())).isEqualTo(Silence.State.EXPIRED);
        assertThat(silences().silencing(Map.of("job", "a"), clock.instant())).isEmpty();
    }

    @Test
    void activeOneIsMadeLongerInPlace() throws SilenceException {
        Silence first = set(null, "job=a", null, 1);
        clock.advance(Duration.ofMinutes(10));

        Silence longer = set(first.id(), "job=a", null, 5);

        assertThat(longer.id()).isEqualTo(first.id());
        assertThat(longer.startsAt()).isEqualTo(START);
        assertThat(silences().list()).containsExactly(longer);
    }

    @Test
    void activeOneWithOtherMatchersIsEndedAndAnotherBegins() throws SilenceException {
        Silence first = set(null, "job=a", null, 1);
        clock.advance(Duration.ofMinutes(10));

        Silence second = set(first.id(), "job=b", first.startsAt(), 1);

        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.startsAt()).isEqualTo(clock.instant());
        assertThat(state(first.id())).isEqualTo(Silence.State.EXPIRED);
        assertThat(silences().find(first.id()).orElseThrow().endsAt()).isEqualTo(clock.instant());
        assertThat(silences().silencing(Map.of("job", "a"), clock.instant())).isEmpty();
        assertThat(silences().silencing(Map.of("job", "b"), clock.instant())).containsExactly(second);
    }

    @Test
    void pendingOneMayBeginAtAnotherTimeButNotInThePast() throws SilenceException {
        Silence first = set(null, "job=a", START.plus(Duration.ofHours(1)), 5);

        Silence later = set(first.id(), "job=a", START.plus(Duration.ofHours(2)), 5);
        Silence past = set(first.id(), "job=a", START.minus(Duration.ofHours(2)), 5);

        assertThat(later.id()).isEqualTo(first.id());
        assertThat(past.id()).isNotEqualTo(first.id());
        assertThat(past.startsAt()).isEqualTo(START);
    }

    @Test
    void expiredOneIsBegunAnew() throws SilenceException {
        Silence first = set(null, "job=a", null, 1);
        silences().expire(first.id());

        Silence again = set(first.id(), "job=a", null, 1);

        assertThat(again.id()).isNotEqualTo(first.id());
        assertThat(state(first.id())).isEqualTo(Silence.State.EXPIRED);
    }

    @Test
    void expiringTwiceChangesNothingAndAPendingOneNeverBegins() throws SilenceException {
        Silence pending = set(null, "job=a", START.plus(Duration.ofHours(1)), 2);

        Silence expired = silences().expire(pending.id());
        clock.advance(Duration.ofMinutes(90));

        assertThat(silences().expire(pending.id())).isEqualTo(expired);
        assertThat(expired.endsAt()).isEqualTo(START);
        assertThat(silences().silencing(Map.of("job", "a"), clock.instant())).isEmpty();
    }

    @Test
    void everythingWrongIsSaidAtOnce() {
        SilenceDraft nonsense =
                new SilenceDraft(null, Matchers.parse("job=~\".*\""), null, START.minusSeconds(1), " ", "", null);

        SilenceException e =
                catchThrowableOfType(SilenceException.class, () -> silences().set(nonsense));

        assertThat(e.faults())
                .extracting(SilenceFault::place)
                .containsExactly("matchers", "endsAt", "createdBy", "comment");
        assertThat(silences().list()).isEmpty();
    }

    @Test
    void unknownOneIsSaidToBeUnknown() {
        SilenceException set = catchThrowableOfType(SilenceException.class, () -> set("nope", "job=a", null, 1));
        SilenceException expire =
                catchThrowableOfType(SilenceException.class, () -> silences().expire("nope"));

        assertThat(set.reason()).isEqualTo(SilenceException.Reason.UNKNOWN);
        assertThat(expire.reason()).isEqualTo(SilenceException.Reason.UNKNOWN);
    }

    @Test
    void silenceUntilResolvedEndsWithItsEvent() throws SilenceException {
        SilenceDraft draft = new SilenceDraft(
                null, Matchers.parse("job=a"), null, START.plus(Duration.ofDays(30)), "ann", "known", "f1");
        Silence silence = silences().set(draft);

        silences().keepUntilResolved("f1"::equals);
        assertThat(state(silence.id())).isEqualTo(Silence.State.ACTIVE);
        silences().keepUntilResolved("f2"::equals);
        assertThat(state(silence.id())).isEqualTo(Silence.State.EXPIRED);
    }

    @Test
    void expiredOneIsKeptForFiveDaysAndThenForgotten() throws SilenceException {
        Silence silence = set(null, "job=a", null, 1);
        clock.advance(Duration.ofHours(1).plus(Silences.RETENTION));
        assertThat(silences().forgetOld()).isZero();
        clock.advance(Duration.ofMillis(1));

        assertThat(silences().forgetOld()).isEqualTo(1);
        assertThat(silences().find(silence.id())).isEmpty();
    }
}
