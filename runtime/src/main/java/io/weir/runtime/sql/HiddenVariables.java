package io.weir.runtime.sql;

import io.weir.runtime.sql.flink.HiddenValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What hidden variables hold, and what they held when a script was given it: runs go on with the values they began with, and their logs
 * outlive them. Thread-safe.
 */
final class HiddenVariables {
    private static final Logger LOG = LoggerFactory.getLogger(HiddenVariables.class);
    private static final int MOST_FORMER = 4000;
    private static final int LEAST_UNMISTAKABLE = 8;

    private final VariableStore store;
    private final Set<String> former = new LinkedHashSet<>();
    private volatile @Nullable Known known;

    private record Known(HiddenValues all, HiddenValues unmistakable) {}

    /** @param jobs the folder with the jars of scripts that run */
    HiddenVariables(VariableStore store, Path jobs) {
        this.store = store;
        if (!Files.isDirectory(jobs)) {
            return;
        }
        try (Stream<Path> files = Files.list(jobs)) {
            for (Path jar :
                    files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                former.addAll(ScriptJar.hidden(jar));
            }
        } catch (IOException e) {
            LOG.warn("Values that running scripts were given cannot be read from {}: {}", jobs, e.toString());
        }
    }

    /** All of them. */
    HiddenValues all() {
        return known().all();
    }

    /** Those that are long enough that nobody says them by chance. */
    HiddenValues unmistakable() {
        return known().unmistakable();
    }

    private Known known() {
        Known now = known;
        return now == null ? read() : now;
    }

    private synchronized Known read() {
        List<String> values = values();
        Known now = new Known(
                HiddenValues.of(values),
                HiddenValues.of(values.stream()
                        .filter(value -> value.length() >= LEAST_UNMISTAKABLE)
                        .toList()));
        known = now;
        return now;
    }

    /** The values themselves. */
    synchronized List<String> values() {
        Set<String> values = new LinkedHashSet<>(former);
        values.addAll(store.hidden());
        return List.copyOf(values);
    }

    /** What the store holds has changed. */
    synchronized void changed() {
        known = null;
    }

    /** Something was given these values, or may have been. */
    synchronized void remember(Collection<String> values) {
        if (former.addAll(values)) {
            while (former.size() > MOST_FORMER) {
                former.remove(former.iterator().next());
            }
            known = null;
        }
    }
}
