package io.weir.web.audit;

import java.util.List;

/** The trail of who did what. Entries are added, never changed; the oldest go when there are too many. Thread-safe. */
public interface AuditTrail {
    /** How many entries are kept. */
    int MOST_ENTRIES = 100_000;

    /** Adds an entry. */
    void add(AuditEntry entry);

    /** The newest entries, newest first, at most {@code limit}. */
    List<AuditEntry> newest(int limit);
}
