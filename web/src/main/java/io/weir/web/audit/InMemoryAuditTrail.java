package io.weir.web.audit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A trail that ends with the process. */
public final class InMemoryAuditTrail implements AuditTrail {
    private final Deque<NumberedEntry> entries = new ArrayDeque<>();
    private long last;

    @Override
    public synchronized void add(AuditEntry entry) {
        entries.addFirst(new NumberedEntry(++last, entry));
        while (entries.size() > MOST_ENTRIES
                || entries.getLast().entry().at().isBefore(entry.at().minus(RETENTION))) {
            entries.removeLast();
        }
    }

    @Override
    public synchronized List<NumberedEntry> find(AuditQuery query) {
        return entries.stream().filter(query::matches).limit(query.limit()).toList();
    }
}
