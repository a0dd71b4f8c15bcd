package io.weir.web.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every form of the trail does. */
abstract class AuditTrailContract {
    private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");

    abstract AuditTrail open();

    @Test
    void theNewestComeFirstAndNoMoreThanAskedFor() {
        AuditTrail trail = open();
        trail.add(entry("first"));
        trail.add(entry("second"));
        trail.add(entry("third"));

        assertThat(trail.newest(2)).isEqualTo(List.of(entry("third"), entry("second")));
    }

    @Test
    void wordsOfStrangersAreCut() {
        AuditTrail trail = open();
        trail.add(new AuditEntry(AT, "x".repeat(1000), "login", "", "refused", "127.0.0.1"));

        assertThat(trail.newest(1).get(0).actor()).hasSize(64);
    }

    @Test
    void entriesAreFoundByWhoWhenAndWordsInPages() {
        AuditTrail trail = open();
        for (int i = 0; i < 5; i++) {
            trail.add(new AuditEntry(
                    AT.plusSeconds(i),
                    i % 2 == 0 ? "ann" : "bob",
                    "set role",
                    "m_" + i,
                    "ok",
                    "10.0.0.1",
                    "before",
                    "after"));
        }
        List<NumberedEntry> first = trail.find(new AuditQuery(null, "SET", null, null, null, 2));
        List<NumberedEntry> next =
                trail.find(new AuditQuery(null, "SET", null, null, first.get(1).number(), 10));

        assertThat(first).extracting(one -> one.entry().subject()).containsExactly("m_4", "m_3");
        assertThat(next).extracting(one -> one.entry().subject()).containsExactly("m_2", "m_1", "m_0");
        assertThat(subjects(trail, new AuditQuery("bob", null, null, null, null, 10)))
                .containsExactly("m_3", "m_1");
        assertThat(subjects(trail, new AuditQuery(null, "m_2", null, null, null, 10)))
                .containsExactly("m_2");
        assertThat(subjects(trail, new AuditQuery(null, "mx2", null, null, null, 10)))
                .isEmpty();
        assertThat(subjects(trail, new AuditQuery(null, null, AT.plusSeconds(1), AT.plusSeconds(3), null, 10)))
                .containsExactly("m_2", "m_1");
        assertThat(first.get(0).entry())
                .extracting(AuditEntry::before, AuditEntry::after)
                .containsExactly("before", "after");
    }

    @Test
    void whatIsOlderThanHalfAYearGoes() {
        AuditTrail trail = open();
        trail.add(entry("old"));
        Instant later = AT.plus(AuditTrail.RETENTION).plusSeconds(1);
        for (int i = 0; i < 100; i++) {
            trail.add(new AuditEntry(later, "admin", "drill", "new", "ok", "127.0.0.1"));
        }

        assertThat(trail.newest(1000))
                .hasSize(100)
                .extracting(AuditEntry::subject)
                .containsOnly("new");
    }

    private static List<String> subjects(AuditTrail trail, AuditQuery query) {
        return trail.find(query).stream().map(one -> one.entry().subject()).toList();
    }

    private static AuditEntry entry(String subject) {
        return new AuditEntry(AT, "admin", "drill", subject, "ok", "127.0.0.1");
    }
}
