package io.weir.web.audit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A trail that ends with the process. */
public final class InMemoryAuditTrail implements AuditTrail {
    private final Deque<AuditEntry> entries = new ArrayDeque<>();

    @Override
    public synchronized void add(AuditEntry entry) {
        entries.addFirst(entry);
        if (entries.size() > MOST_ENTRIES) {
            entries.removeLast();
        }
    }

    @Override
    public synchronized List<AuditEntry> newest(int limit) {
        return entries.stream().limit(limit).toList();
    }
}
