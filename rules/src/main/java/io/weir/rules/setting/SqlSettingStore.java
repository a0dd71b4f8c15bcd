package io.weir.rules.setting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** Settings in the database: one row a version, never changed. */
public final class SqlSettingStore implements SettingStore {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Jdbi jdbi;

    public SqlSettingStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public boolean add(StoredSetting version) {
        return jdbi.inTransaction(handle -> {
            long newest = handle.createQuery("SELECT COALESCE(MAX(version), 0) FROM rule_setting WHERE rule = ?")
                    .bind(0, version.rule())
                    .mapTo(Long.class)
                    .one();
            if (version.version() != newest + 1) {
                return false;
            }
            handle.execute(
                    "INSERT INTO rule_setting (rule, version, body, changed_by, changed_at) VALUES (?, ?, ?, ?, ?)",
                    version.rule(),
                    version.version(),
                    write(version.setting()),
                    version.changedBy(),
                    version.changedAt().toEpochMilli());
            return true;
        });
    }

    @Override
    public List<StoredSetting> current() {
        return jdbi.withHandle(
                handle -> handle.createQuery("""
                SELECT * FROM rule_setting AS s
                    WHERE version = (SELECT MAX(version) FROM rule_setting WHERE rule = s.rule) ORDER BY rule
                """).map(SqlSettingStore::version).list());
    }

    @Override
    public List<StoredSetting> versions(String rule) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT * FROM rule_setting WHERE rule = ? ORDER BY version DESC")
                        .bind(0, rule)
                        .map(SqlSettingStore::version)
                        .list());
    }

    private static String write(RuleSetting setting) {
        try {
            return JSON.writeValueAsString(setting);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a setting always has a JSON form", e);
        }
    }

    private static StoredSetting version(ResultSet row, StatementContext context) throws SQLException {
        String rule = row.getString("rule");
        try {
            return new StoredSetting(
                    rule,
                    row.getLong("version"),
                    JSON.readValue(row.getString("body"), RuleSetting.class),
                    row.getString("changed_by"),
                    Instant.ofEpochMilli(row.getLong("changed_at")));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the setting of rule " + rule + " cannot be read from weir.db", e);
        }
    }
}
