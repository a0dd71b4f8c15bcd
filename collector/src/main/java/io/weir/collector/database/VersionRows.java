package io.weir.collector.database;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/**
 * A table of things that people change: one row a version, never changed, in the columns {@code version}, {@code changed_by} and
 * {@code changed_at} (milliseconds since the epoch) beside its key and its own. Thread-safe.
 *
 * @param <T> what a row is read as
 */
public final class VersionRows<T> {
    private final Jdbi jdbi;
    private final String table;
    private final String key;
    private final RowMapper<T> mapper;

    /**
     * Over a table that is there.
     *
     * @param table its name, and {@code key} that of the column that says which thing a row is a version of: names in the
     *     program's text, since they become part of the statements
     */
    public VersionRows(Jdbi jdbi, String table, String key, RowMapper<T> mapper) {
        this.jdbi = jdbi;
        this.table = table;
        this.key = key;
        this.mapper = mapper;
    }

    /**
     * Adds a version, with a value (null for none) for each other column.
     *
     * @return false, and nothing is added, when it does not follow the newest that is kept: somebody was faster
     */
    public boolean add(
            String id,
            long version,
            String changedBy,
            Instant changedAt,
            Map<String, ? extends @Nullable Object> columns) {
        return jdbi.inTransaction(handle -> {
            if (version != newestVersion(handle, id) + 1) {
                return false;
            }
            Map<String, @Nullable Object> row = new TreeMap<>(columns);
            row.put(key, id);
            row.put("version", version);
            row.put("changed_by", changedBy);
            row.put("changed_at", changedAt.toEpochMilli());
            handle.createUpdate("INSERT INTO " + table + " (" + String.join(", ", row.keySet()) + ") VALUES (:"
                            + String.join(", :", row.keySet()) + ")")
                    .bindMap(row)
                    .execute();
            return true;
        });
    }

    private long newestVersion(Handle handle, String id) {
        return handle.createQuery("SELECT COALESCE(MAX(version), 0) FROM " + table + " WHERE " + key + " = ?")
                .bind(0, id)
                .mapTo(Long.class)
                .one();
    }

    /** The newest version of each, by key. */
    public List<T> newest() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM " + table
                        + " AS each WHERE version = (SELECT MAX(version) FROM " + table + " WHERE " + key + " = each."
                        + key + ") ORDER BY " + key)
                .map(mapper)
                .list());
    }

    /** Every version of one, the newest first. */
    public List<T> versions(String id) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT * FROM " + table + " WHERE " + key + " = ? ORDER BY version DESC")
                        .bind(0, id)
                        .map(mapper)
                        .list());
    }
}
