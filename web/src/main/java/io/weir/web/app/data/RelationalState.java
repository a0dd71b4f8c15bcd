package io.weir.web.app.data;

import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** This module's tables in {@code weir.db}, brought up to date. */
public final class RelationalState {
    private static final int BUSY_TIMEOUT_MS = 10_000;

    private RelationalState() {}

    /** Opens the database in a folder, making or migrating the tables. */
    public static Jdbi open(Path folder) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        // What was acknowledged (a login, an audit entry) must survive a power cut.
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_TIMEOUT_MS);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + folder.resolve("weir.db"));
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/web")
                .table("flyway_web")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
        return Jdbi.create(source);
    }
}
