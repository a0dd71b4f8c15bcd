package io.weir.rules.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Versions in the database: one row each, never changed. */
public final class SqlRoutingStore implements RoutingStore {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Jdbi jdbi;

    public SqlRoutingStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public boolean add(RoutingVersion version) {
        Routing routing = version.routing();
        String body = routing == null ? null : RoutingText.write(routing).toString();
        return jdbi.inTransaction(handle -> {
            long newest = handle.createQuery("SELECT COALESCE(MAX(version), 0) FROM routing_version")
                    .mapTo(Long.class)
                    .one();
            if (version.version() != newest + 1) {
                return false;
            }
            handle.execute(
                    "INSERT INTO routing_version (version, body, changed_by, changed_at) VALUES (?, ?, ?, ?)",
                    version.version(),
                    body,
                    version.changedBy(),
                    version.changedAt().toEpochMilli());
            return true;
        });
    }

    @Override
    public Optional<RoutingVersion> newest() {
        return versions(1).stream().findFirst();
    }

    @Override
    public List<RoutingVersion> versions(int limit) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT * FROM routing_version ORDER BY version DESC LIMIT ?")
                        .bind(0, limit)
                        .map(SqlRoutingStore::version)
                        .list());
    }

    private static RoutingVersion version(ResultSet row, StatementContext context) throws SQLException {
        return new RoutingVersion(
                row.getLong("version"),
                routing(row.getString("body")),
                row.getString("changed_by"),
                Instant.ofEpochMilli(row.getLong("changed_at")));
    }

    private static @Nullable Routing routing(@Nullable String body) {
        if (body == null) {
            return null;
        }
        List<RoutingFault> faults = new ArrayList<>();
        try {
            Routing routing = new RoutingReader(faults).read(JSON.readTree(body));
            if (faults.isEmpty()) {
                return routing;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a version of the routing in weir.db is no JSON", e);
        }
        throw new IllegalStateException("a version of the routing cannot be read from weir.db: " + faults);
    }
}
