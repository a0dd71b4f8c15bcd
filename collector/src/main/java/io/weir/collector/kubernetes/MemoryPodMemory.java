package io.weir.collector.kubernetes;

import io.weir.collector.signal.PodId;
import io.weir.collector.signal.PodRecovered;
import io.weir.collector.signal.PodTroubled;
import io.weir.collector.signal.Signal;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A memory that ends with the process. */
final class MemoryPodMemory implements PodMemory {
    private record Key(String uid, String news) {}

    private record Told(Signal signal, Instant at) {}

    private final Map<Key, Told> told = new LinkedHashMap<>();

    @Override
    public synchronized List<String> told(String uid) {
        List<String> all = told.keySet().stream()
                .filter(key -> key.uid().equals(uid))
                .map(Key::news)
                .toList();
        return all.subList(Math.max(0, all.size() - MOST_TOLD), all.size());
    }

    @Override
    public synchronized List<PodTroubled> troubles(String kubernetes) {
        return told.values().stream()
                .map(Told::signal)
                .filter(PodTroubled.class::isInstance)
                .map(PodTroubled.class::cast)
                .filter(troubled -> troubled.pod().kubernetes().equals(kubernetes))
                .sorted(Comparator.comparing(PodTroubled::at))
                .toList();
    }

    @Override
    public synchronized void markTold(Collection<Signal> signals, Instant at) {
        for (Signal signal : signals) {
            String uid = PodNews.pod(signal).map(PodId::uid).orElse("");
            PodNews.key(signal).ifPresent(news -> {
                if (signal instanceof PodRecovered) {
                    told.remove(new Key(uid, news));
                } else {
                    told.put(new Key(uid, news), new Told(signal, at));
                }
            });
        }
    }

    @Override
    public synchronized void prune(Instant before) {
        told.values().removeIf(one -> one.at().isBefore(before));
    }

    @Override
    public void close() {}
}
