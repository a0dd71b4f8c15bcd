package io.weir.rules.setting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.collector.database.VersionRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** Settings in the database: one row a version, never changed. */
public final class SqlSettingStore implements SettingStore {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final VersionRows<StoredSetting> rows;

    public SqlSettingStore(Jdbi jdbi) {
        this.rows = new VersionRows<>(jdbi, "rule_setting", "rule", SqlSettingStore::version);
    }

    @Override
    public boolean add(StoredSetting version) {
        return rows.add(
                version.rule(),
                version.version(),
                version.changedBy(),
                version.changedAt(),
                Map.of("body", write(version.setting())));
    }

    @Override
    public List<StoredSetting> current() {
        return rows.newest();
    }

    @Override
    public List<StoredSetting> versions(String rule) {
        return rows.versions(rule);
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
