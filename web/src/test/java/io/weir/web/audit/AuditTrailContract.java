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

    private static AuditEntry entry(String subject) {
        return new AuditEntry(AT, "admin", "drill", subject, "ok", "127.0.0.1");
    }
}
