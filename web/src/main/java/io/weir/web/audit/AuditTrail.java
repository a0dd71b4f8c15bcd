package io.weir.web.audit;

import java.time.Duration;
import java.util.List;

/** The trail of who did what. Entries are added, never changed; what is too old goes, and the oldest when there are too many. Thread-safe. */
public interface AuditTrail {
    /** How many entries are kept. */
    int MOST_ENTRIES = 100_000;

    /** How long entries are kept. */
    Duration RETENTION = Duration.ofDays(180);

    /** Adds an entry. */
    void add(AuditEntry entry);

    /** Those that are wanted, newest first. */
    List<NumberedEntry> find(AuditQuery query);

    /** The newest entries of all, newest first. */
    default List<AuditEntry> newest(int limit) {
        return find(AuditQuery.newest(limit)).stream().map(NumberedEntry::entry).toList();
    }
}
