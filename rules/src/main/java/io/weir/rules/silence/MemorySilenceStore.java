package io.weir.rules.silence;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Silences that a restart forgets, for tests. */
public final class MemorySilenceStore implements SilenceStore {
    private final Map<String, Silence> all = new LinkedHashMap<>();

    @Override
    public synchronized List<Silence> all() {
        return List.copyOf(all.values());
    }

    @Override
    public synchronized void put(List<Silence> silences) {
        silences.forEach(silence -> all.put(silence.id(), silence));
    }

    @Override
    public synchronized int deleteEndedBefore(Instant before) {
        int size = all.size();
        all.values().removeIf(silence -> silence.endsAt().isBefore(before));
        return size - all.size();
    }
}
