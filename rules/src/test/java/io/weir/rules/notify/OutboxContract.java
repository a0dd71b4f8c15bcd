package io.weir.rules.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.rules.event.Event;
import io.weir.rules.event.EventState;
import io.weir.rules.event.Handling;
import io.weir.rules.event.Severity;
import io.weir.rules.event.Subject;
import io.weir.rules.rule.Text;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every outbox does. */
abstract class OutboxContract {
    static final Instant T0 = Instant.parse("2026-11-20T10:00:00.456Z");

    abstract Outbox outbox();

    static Event event(String id, Severity severity) {
        return new Event(
                        id,
                        "00112233445566aa",
                        "JobFailed",
                        severity,
                        EventState.FIRING,
                        new Subject("demo", "ab12", "orders", null, "v1", null),
                        "orders: FAILED \"正文\"",
                        Map.of("alertname", "JobFailed", "job_id", id),
                        Map.of("advice", "read\nthis"),
                        0.5,
                        T0,
                        T0,
                        null,
                        null)
                .handled(new Handling(null, new Handling.Assignment("ann", "bo", T0)));
    }

    static Outgoing outgoing(long seq, String receiver, String group) {
        return outgoing(seq, receiver, group, Severity.CRITICAL);
    }

    static Outgoing outgoing(long seq, String receiver, String group, Severity severity) {
        String id = NotificationId.of(seq, T0);
        Event event = event("event-" + seq, severity);
        return new Outgoing(
                seq,
                new Notification(
                        id,
                        receiver,
                        "webhook-0",
                        Notification.State.PENDING,
                        List.of(event.id()),
                        "summary",
                        T0,
                        null,
                        0,
                        T0,
                        null),
                new Message(
                        id,
                        receiver,
                        group,
                        Map.of("alertname", "JobFailed"),
                        List.of(event),
                        3,
                        new Text("a note", "一条说明"),
                        URI.create("http://weir.example"),
                        Map.of("acknowledge", URI.create("http://weir.example/a"))),
                T0.plus(Duration.ofMinutes(5)));
    }

    private List<Long> pending(String destination) {
        return outbox().pendingAfter(destination, 0, 100).stream()
                .map(Outgoing::seq)
                .toList();
    }

    @Test
    void addedNotificationIsReadAsItWas() {
        Outgoing added = outgoing(7, "mail", "g");
        outbox().add(List.of(added));
        assertThat(outbox().find(added.notification().id())).contains(added);
        assertThat(outbox().find(NotificationId.of(8, T0))).isEmpty();
        assertThat(outbox().find(NotificationId.of(7, T0.plusMillis(1)))).isEmpty();
        assertThat(outbox().find("no id!")).isEmpty();
        assertThat(outbox().lastSeq()).isEqualTo(7);
    }

    @Test
    void whatIsPendingIsReadInOrderFromAPlaceOn() {
        outbox().add(List.of(outgoing(1, "mail", "g"), outgoing(2, "chat", "g"), outgoing(3, "mail", "g")));
        outbox().add(List.of(outgoing(4, "mail", "h")));
        assertThat(pending("mail/webhook-0")).containsExactly(1L, 3L, 4L);
        assertThat(outbox().pendingAfter("mail/webhook-0", 1, 1))
                .extracting(Outgoing::seq)
                .containsExactly(3L);
        assertThat(outbox().pending("mail/webhook-0")).isEqualTo(3);
        assertThat(outbox().pending("pager/webhook-0")).isZero();
    }

    @Test
    void whatCameOfASendIsKept() {
        Outgoing outgoing = outgoing(1, "mail", "g");
        outbox().add(List.of(outgoing, outgoing(2, "mail", "g")));
        Outgoing waiting = outgoing.with(outgoing.notification().waiting(2, T0.plusSeconds(9), "HTTP 500"));
        outbox().update(List.of(waiting));
        assertThat(outbox().find(outgoing.notification().id())).contains(waiting);
        Outgoing sent = outgoing.with(waiting.notification().sent(3, T0.plusSeconds(9)));
        outbox().update(List.of(sent));
        assertThat(outbox().find(outgoing.notification().id())).contains(sent);
        assertThat(pending("mail/webhook-0")).containsExactly(2L);
    }

    @Test
    void messageThatIsRewrittenIsReadSo() {
        Outgoing before = outgoing(1, "mail", "g");
        outbox().add(List.of(before));
        Outgoing other = outgoing(9, "mail", "g");
        Outgoing after = new Outgoing(1, before.notification(), other.message(), before.giveUpAt());
        outbox().rewrite(after);
        assertThat(outbox().find(before.notification().id())).contains(after);
    }

    @Test
    void receiptMakesOnlyAPendingOneSent() {
        Outgoing dead = outgoing(1, "mail", "g");
        outbox().add(List.of(dead, outgoing(2, "mail", "g"), outgoing(3, "mail", "g")));
        outbox().update(List.of(dead.with(dead.notification().dead(1, "HTTP 400"))));
        outbox().sent(List.of(1L, 2L), T0);
        assertThat(outbox().newest(10))
                .extracting(Notification::state)
                .containsExactly(Notification.State.PENDING, Notification.State.SENT, Notification.State.DEAD);
    }

    @Test
    void onlyADeadNotificationIsRevived() {
        Outgoing outgoing = outgoing(1, "mail", "g");
        String id = outgoing.notification().id();
        outbox().add(List.of(outgoing));
        Instant later = T0.plusSeconds(100);
        assertThat(outbox().revive(id, later, later)).isEmpty();
        outbox().update(List.of(outgoing.with(outgoing.notification().dead(3, "HTTP 400"))));
        assertThat(pending("mail/webhook-0")).isEmpty();
        assertThat(outbox().revive(id, later, later.plusSeconds(60))).hasValueSatisfying(revived -> {
            assertThat(revived.notification().state()).isEqualTo(Notification.State.PENDING);
            assertThat(revived.notification().attempts()).isZero();
            assertThat(revived.notification().nextAttemptAt()).isEqualTo(later);
            assertThat(revived.giveUpAt()).isEqualTo(later.plusSeconds(60));
            assertThat(outbox().find(id)).contains(revived);
        });
        assertThat(outbox().revive("none", later, later)).isEmpty();
    }

    @Test
    void whatWaitsForUnknownReceiversIsAbandoned() {
        outbox().add(List.of(outgoing(1, "mail", "g"), outgoing(2, "gone", "g")));
        assertThat(outbox().abandonExcept(List.of("mail/webhook-0"), "no such receiver"))
                .isEqualTo(1);
        assertThat(outbox().newest(10))
                .extracting(Notification::state)
                .containsExactly(Notification.State.DEAD, Notification.State.PENDING);
        assertThat(outbox().newest(1)).extracting(Notification::lastError).containsExactly("no such receiver");
        assertThat(outbox().abandonExcept(List.of(), "none left")).isEqualTo(1);
    }

    @Test
    void onlyWhatIsDoneWithIsForgotten() {
        Outgoing sent = outgoing(1, "mail", "g1");
        outbox().add(List.of(sent, outgoing(2, "mail", "g2")));
        outbox().update(List.of(sent.with(sent.notification().sent(1, T0))));
        assertThat(outbox().deleteDoneBefore(T0, 10)).isZero();
        assertThat(outbox().deleteDoneBefore(T0.plusSeconds(1), 10)).isEqualTo(1);
        assertThat(outbox().newest(10)).extracting(Notification::state).containsExactly(Notification.State.PENDING);
    }
}
