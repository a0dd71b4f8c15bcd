package io.weir.rules.notify.link;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Uses in memory. */
public final class MemoryLinkUses implements LinkUses {
    private final Map<ActionLink, Use> uses = new HashMap<>();

    @Override
    public synchronized boolean use(ActionLink link, Use use) {
        return uses.putIfAbsent(link, use) == null;
    }

    @Override
    public synchronized void release(ActionLink link) {
        uses.remove(link);
    }

    @Override
    public synchronized Optional<Use> used(ActionLink link) {
        return Optional.ofNullable(uses.get(link));
    }

    @Override
    public synchronized int forgetExpiredBefore(Instant before) {
        int size = uses.size();
        uses.keySet().removeIf(link -> link.expiresAt().isBefore(before));
        return size - uses.size();
    }
}
