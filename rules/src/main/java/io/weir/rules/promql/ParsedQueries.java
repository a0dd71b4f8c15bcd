package io.weir.rules.promql;

import java.util.LinkedHashMap;
import java.util.Map;

/** Queries asked of late, parsed: rules and panels ask the same again and again. Those asked longest ago go first. Thread-safe. */
final class ParsedQueries {
    private static final int MOST = 512;

    /** A longer one is somebody's experiment rather than a rule. */
    private static final int LONGEST = 4096;

    private final Map<String, Expr> byText = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Expr> eldest) {
            return size() > MOST;
        }
    };

    /**
     * A parsed and type-checked query.
     *
     * @throws QueryException BAD_DATA, saying where the fault is
     */
    Expr get(String query) {
        synchronized (byText) {
            Expr known = byText.get(query);
            if (known != null) {
                return known;
            }
        }
        Expr parsed = Parser.parse(query);
        if (query.length() <= LONGEST) {
            synchronized (byText) {
                byText.put(query, parsed);
            }
        }
        return parsed;
    }
}
