package io.weir.runtime.deployment;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Log levels by logger; {@code root} is the root logger. */
public record LogLevels(Map<String, String> byLogger) {
    private static final int MOST = 200;

    /** @throws SpecException with every fault */
    public LogLevels {
        byLogger = Map.copyOf(new TreeMap<>(byLogger));
        List<String> faults = byLogger.size() > MOST
                ? List.of("logLevels: at most " + MOST + ", got " + byLogger.size())
                : SpecCheck.levelFaults(byLogger);
        if (!faults.isEmpty()) {
            throw new SpecException(faults);
        }
    }

    /** These over those of a spec. */
    public Map<String, String> over(Map<String, String> spec) {
        Map<String, String> levels = new TreeMap<>(spec);
        levels.putAll(byLogger);
        return levels;
    }
}
