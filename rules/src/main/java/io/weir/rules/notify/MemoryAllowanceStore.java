package io.weir.rules.notify;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Allowances in memory, for tests. */
final class MemoryAllowanceStore implements AllowanceStore {
    private final Map<String, Used> all = new ConcurrentHashMap<>();

    @Override
    public Used load(String account) {
        return all.getOrDefault(account, Used.NOTHING);
    }

    @Override
    public void save(String account, Used used) {
        all.put(account, used);
    }
}
