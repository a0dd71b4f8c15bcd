package io.weir.rules.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every outbox does. */
abstract class OutboxContract {
    static final Instant T0 = Instant.parse("2026-11-20T10:00:00.456Z");

    abstract Outbox outbox();

    static Outgoing outgoing(String id, String receiver, String group) {
        return new Outgoing(
                new Notification(
                        id,
                        receiver,
                        Notification.State.PENDING,
                        List.of("event-" + id),
                        "summary",
                        T0,
                        null,
                        0,
                        T0,
                        null),
                0,
                group,
                "{\"payload\": \"正文\"}",
                T0.plus(Duration.ofMinutes(5)));
    }

    private String due(String receiver, Instant now) {
        return outbox().due(receiver, now)
                .map(outgoing -> outgoing.notification().id())
                .orElse("none");
    }

    @Test
    void addedNotificationIsReadAsItWas() {
        Outgoing added = outgoing("a", "mail", "g");
        outbox().add(added);
        assertThat(outbox().find("a")).hasValueSatisfying(found -> {
            assertThat(found.notification()).isEqualTo(added.notification());
            assertThat(found.payload()).isEqualTo(added.payload());
            assertThat(found.groupKey()).isEqualTo("g");
            assertThat(found.giveUpAt()).isEqualTo(added.giveUpAt());
        });
        assertThat(outbox().find("b")).isEmpty();
    }

    @Test
    void secondOneOfTheSameIdIsNotAdded() {
        outbox().add(outgoing("a", "mail", "g"));
        outbox().update(outgoing("a", "mail", "g").notification().sent(1, T0));
        outbox().add(outgoing("a", "mail", "g"));
        assertThat(outbox().newest(10)).extracting(Notification::state).containsExactly(Notification.State.SENT);
    }

    @Test
    void eachReceiverGetsItsOwnInOrder() {
        outbox().add(outgoing("a", "mail", "g1"));
        outbox().add(outgoing("b", "chat", "g2"));
        outbox().add(outgoing("c", "mail", "g3"));
        assertThat(due("mail", T0)).isEqualTo("a");
        assertThat(due("chat", T0)).isEqualTo("b");
        assertThat(due("pager", T0)).isEqualTo("none");
        assertThat(due("mail", T0.minusSeconds(1))).isEqualTo("none");
        assertThat(outbox().nextDue("mail")).contains(T0);
        assertThat(outbox().nextDue("pager")).isEmpty();
        assertThat(outbox().pending("mail")).isEqualTo(2);
        assertThat(outbox().pending("pager")).isZero();
    }

    @Test
    void groupWaitsForItsOlderNotificationAndOthersDoNot() {
        outbox().add(outgoing("firing", "mail", "g1"));
        outbox().add(outgoing("resolved", "mail", "g1"));
        outbox().add(outgoing("other", "mail", "g2"));
        Instant later = T0.plusSeconds(60);
        Notification firing = outgoing("firing", "mail", "g1").notification();
        outbox().update(firing.waiting(1, later, "HTTP 500"));
        assertThat(due("mail", T0)).isEqualTo("other");
        outbox().update(outgoing("other", "mail", "g2").notification().sent(1, T0));
        assertThat(due("mail", T0)).isEqualTo("none");
        assertThat(outbox().nextDue("mail")).contains(later);
        assertThat(due("mail", later)).isEqualTo("firing");
        outbox().update(firing.sent(2, later));
        assertThat(due("mail", later)).isEqualTo("resolved");
    }

    @Test
    void onlyADeadNotificationIsRevived() {
        outbox().add(outgoing("a", "mail", "g"));
        Instant later = T0.plusSeconds(100);
        assertThat(outbox().revive("a", later, later)).isFalse();
        outbox().update(outgoing("a", "mail", "g").notification().dead(3, "HTTP 400"));
        assertThat(due("mail", later)).isEqualTo("none");
        assertThat(outbox().revive("a", later, later.plusSeconds(60))).isTrue();
        assertThat(outbox().find("a")).hasValueSatisfying(found -> {
            assertThat(found.notification().state()).isEqualTo(Notification.State.PENDING);
            assertThat(found.notification().attempts()).isZero();
            assertThat(found.notification().nextAttemptAt()).isEqualTo(later);
            assertThat(found.giveUpAt()).isEqualTo(later.plusSeconds(60));
        });
        assertThat(outbox().revive("none", later, later)).isFalse();
    }

    @Test
    void whatWaitsForUnknownReceiversIsAbandoned() {
        outbox().add(outgoing("a", "mail", "g"));
        outbox().add(outgoing("b", "gone", "g"));
        assertThat(outbox().abandonExcept(List.of("mail"), "no such receiver")).isEqualTo(1);
        assertThat(outbox().newest(10))
                .extracting(Notification::state)
                .containsExactly(Notification.State.DEAD, Notification.State.PENDING);
        assertThat(outbox().newest(1)).extracting(Notification::lastError).containsExactly("no such receiver");
        assertThat(outbox().abandonExcept(List.of(), "none left")).isEqualTo(1);
    }

    @Test
    void onlyWhatIsDoneWithIsForgotten() {
        outbox().add(outgoing("sent", "mail", "g1"));
        outbox().update(outgoing("sent", "mail", "g1").notification().sent(1, T0));
        outbox().add(outgoing("waits", "mail", "g2"));
        assertThat(outbox().deleteDoneBefore(T0, 10)).isZero();
        assertThat(outbox().deleteDoneBefore(T0.plusSeconds(1), 10)).isEqualTo(1);
        assertThat(outbox().newest(10)).extracting(Notification::id).containsExactly("waits");
    }
}
