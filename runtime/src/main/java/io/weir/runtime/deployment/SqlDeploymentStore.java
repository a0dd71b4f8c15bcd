package io.weir.runtime.deployment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Deployments in the database. */
public final class SqlDeploymentStore implements DeploymentStore {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Jdbi jdbi;

    public SqlDeploymentStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public boolean add(Deployment deployment) {
        Wish wish = deployment.wish();
        Status status = deployment.status();
        return jdbi.withHandle(handle -> handle.execute(
                        """
                        INSERT INTO deployment (id, workspace, name, folder, labels, description, draft, revision, changed_by, changed_at,
                            highest_version, wish, wish_state, wish_version, wish_restore, wish_snapshot, wish_non_restored,
                            wish_by, wish_at, state, run_id, state_since, unknown_since, unknown_why, note, handled)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT DO NOTHING
                        """,
                        deployment.id(),
                        deployment.workspace(),
                        deployment.name(),
                        deployment.folder(),
                        labels(deployment.labels()),
                        deployment.description(),
                        SpecJson.write(deployment.draft()).toString(),
                        deployment.revision(),
                        deployment.changedBy(),
                        deployment.changedAt().toEpochMilli(),
                        wish.number(),
                        wish.state().name(),
                        wish.version(),
                        wish.restore().from().name(),
                        wish.restore().snapshot(),
                        wish.restore().allowNonRestored(),
                        wish.by(),
                        wish.at().toEpochMilli(),
                        status.state().name(),
                        status.runId(),
                        status.since().toEpochMilli(),
                        millis(status.unknownSince()),
                        status.unknownWhy(),
                        status.note(),
                        status.handled())
                == 1);
    }

    @Override
    public boolean edit(Deployment edited) {
        return jdbi.withHandle(handle -> handle.execute(
                        """
                        UPDATE deployment SET folder = ?, labels = ?, description = ?, draft = ?, revision = ?, changed_by = ?,
                            changed_at = ? WHERE id = ? AND revision = ?
                        """,
                        edited.folder(),
                        labels(edited.labels()),
                        edited.description(),
                        SpecJson.write(edited.draft()).toString(),
                        edited.revision(),
                        edited.changedBy(),
                        edited.changedAt().toEpochMilli(),
                        edited.id(),
                        edited.revision() - 1)
                == 1);
    }

    @Override
    public boolean wish(String id, Wish wish) {
        return jdbi.withHandle(handle -> handle.execute(
                        """
                        UPDATE deployment SET wish = ?, wish_state = ?, wish_version = ?, wish_restore = ?, wish_snapshot = ?,
                            wish_non_restored = ?, wish_by = ?, wish_at = ? WHERE id = ? AND wish = ?
                        """,
                        wish.number(),
                        wish.state().name(),
                        wish.version(),
                        wish.restore().from().name(),
                        wish.restore().snapshot(),
                        wish.restore().allowNonRestored(),
                        wish.by(),
                        wish.at().toEpochMilli(),
                        id,
                        wish.number() - 1)
                == 1);
    }

    @Override
    public void status(String id, Status status) {
        jdbi.useHandle(handle -> handle.execute(
                """
                UPDATE deployment SET state = ?, run_id = ?, state_since = ?, unknown_since = ?, unknown_why = ?, note = ?,
                    handled = ? WHERE id = ?
                """,
                status.state().name(),
                status.runId(),
                status.since().toEpochMilli(),
                millis(status.unknownSince()),
                status.unknownWhy(),
                status.note(),
                status.handled(),
                id));
    }

    @Override
    public Optional<Deployment> find(String id) {
        return one("SELECT * FROM deployment WHERE id = ?", id);
    }

    @Override
    public Optional<Deployment> named(String name) {
        return one("SELECT * FROM deployment WHERE name = ?", name);
    }

    private Optional<Deployment> one(String sql, String key) {
        return jdbi.withHandle(handle -> handle.createQuery(sql)
                .bind(0, key)
                .map(SqlDeploymentStore::deployment)
                .findOne());
    }

    @Override
    public List<Deployment> all() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM deployment ORDER BY name")
                .map(SqlDeploymentStore::deployment)
                .list());
    }

    @Override
    public void delete(String id) {
        jdbi.useTransaction(handle -> {
            handle.execute("DELETE FROM deployment_version WHERE deployment_id = ?", id);
            handle.execute("DELETE FROM deployment WHERE id = ?", id);
        });
    }

    @Override
    public boolean add(DeploymentVersion version) {
        return jdbi.inTransaction(handle -> {
            int moved = handle.execute(
                    "UPDATE deployment SET highest_version = ? WHERE id = ? AND highest_version < ?",
                    version.number(),
                    version.deploymentId(),
                    version.number());
            if (moved == 0) {
                return false;
            }
            handle.execute(
                    "INSERT INTO deployment_version (deployment_id, number, spec, description, made_by, made_at)"
                            + " VALUES (?, ?, ?, ?, ?, ?)",
                    version.deploymentId(),
                    version.number(),
                    SpecJson.write(version.spec()).toString(),
                    version.description(),
                    version.by(),
                    version.at().toEpochMilli());
            return true;
        });
    }

    @Override
    public Optional<DeploymentVersion> version(String id, int number) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT * FROM deployment_version WHERE deployment_id = ? AND number = ?")
                        .bind(0, id)
                        .bind(1, number)
                        .map((row, context) -> version(row))
                        .findOne());
    }

    @Override
    public List<DeploymentVersion> versions(String id) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM deployment_version WHERE deployment_id = ? ORDER BY number DESC")
                .bind(0, id)
                .map((row, context) -> version(row))
                .list());
    }

    @Override
    public int highestVersion(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT highest_version FROM deployment WHERE id = ?")
                .bind(0, id)
                .mapTo(Integer.class)
                .findOne()
                .orElse(0));
    }

    @Override
    public void deleteVersion(String id, int number) {
        jdbi.useHandle(handle ->
                handle.execute("DELETE FROM deployment_version WHERE deployment_id = ? AND number = ?", id, number));
    }

    private static Deployment deployment(ResultSet row, StatementContext context) throws SQLException {
        Instant since = Instant.ofEpochMilli(row.getLong("state_since"));
        return new Deployment(
                row.getString("id"),
                row.getString("workspace"),
                row.getString("name"),
                row.getString("folder"),
                labels(row.getString("labels")),
                row.getString("description"),
                SpecJson.read(row.getString("draft")),
                row.getLong("revision"),
                row.getString("changed_by"),
                Instant.ofEpochMilli(row.getLong("changed_at")),
                new Wish(
                        row.getLong("wish"),
                        DesiredState.valueOf(row.getString("wish_state")),
                        row.getInt("wish_version"),
                        new Restore(
                                Restore.From.valueOf(row.getString("wish_restore")),
                                row.getString("wish_snapshot"),
                                row.getBoolean("wish_non_restored")),
                        row.getString("wish_by"),
                        Instant.ofEpochMilli(row.getLong("wish_at"))),
                new Status(
                        CurrentState.valueOf(row.getString("state")),
                        row.getString("run_id"),
                        since,
                        instant(row, "unknown_since"),
                        row.getString("unknown_why"),
                        row.getString("note"),
                        row.getLong("handled")));
    }

    private static DeploymentVersion version(ResultSet row) throws SQLException {
        return new DeploymentVersion(
                row.getString("deployment_id"),
                row.getInt("number"),
                SpecJson.read(row.getString("spec")),
                row.getString("description"),
                row.getString("made_by"),
                Instant.ofEpochMilli(row.getLong("made_at")));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    static @Nullable Long millis(@Nullable Instant at) {
        return at == null ? null : at.toEpochMilli();
    }

    private static String labels(Map<String, String> labels) {
        return JSON.valueToTree(labels).toString();
    }

    private static Map<String, String> labels(String text) {
        try {
            return JSON.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("labels of a deployment cannot be read from weir.db", e);
        }
    }
}
