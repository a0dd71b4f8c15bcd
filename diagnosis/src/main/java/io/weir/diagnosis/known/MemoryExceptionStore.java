package io.weir.diagnosis.known;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Known exceptions in memory. */
public final class MemoryExceptionStore implements ExceptionStore {
    private final Map<String, KnownException> all = new HashMap<>();

    @Override
    public synchronized Optional<KnownException> find(String fingerprint) {
        return Optional.ofNullable(all.get(fingerprint));
    }

    @Override
    public synchronized List<KnownException> newest(int limit) {
        return all.values().stream()
                .sorted(Comparator.comparing(
                                (KnownException each) -> each.last().at())
                        .reversed()
                        .thenComparing(each -> each.print().fingerprint()))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized KnownException update(
            String fingerprint, Function<Optional<KnownException>, KnownException> change) {
        KnownException changed = change.apply(find(fingerprint));
        all.put(fingerprint, changed);
        return changed;
    }

    @Override
    public synchronized void prune(int most) {
        newest(Integer.MAX_VALUE).stream()
                .skip(most)
                .filter(each -> each.notedBy().isEmpty())
                .forEach(each -> all.remove(each.print().fingerprint()));
    }
}
