package io.weir.rules.setting;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Settings in memory, for tests and replays. */
public final class MemorySettingStore implements SettingStore {
    private final Map<String, List<StoredSetting>> rules = new TreeMap<>();

    @Override
    public synchronized boolean add(StoredSetting version) {
        List<StoredSetting> versions = rules.computeIfAbsent(version.rule(), rule -> new ArrayList<>());
        if (version.version() != versions.size() + 1L) {
            return false;
        }
        versions.add(new StoredSetting(
                version.rule(),
                version.version(),
                version.setting(),
                version.changedBy(),
                version.changedAt().truncatedTo(ChronoUnit.MILLIS)));
        return true;
    }

    @Override
    public synchronized List<StoredSetting> current() {
        return rules.keySet().stream().map(rule -> versions(rule).get(0)).toList();
    }

    @Override
    public synchronized List<StoredSetting> versions(String rule) {
        return rules.getOrDefault(rule, List.of()).stream()
                .sorted(Comparator.comparingLong(StoredSetting::version).reversed())
                .toList();
    }
}
