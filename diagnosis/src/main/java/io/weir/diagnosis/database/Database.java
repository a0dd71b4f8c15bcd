package io.weir.diagnosis.database;

import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** This module's tables in {@code weir.db}. */
public final class Database {
    private static final int BUSY_TIMEOUT_MS = 10_000;

    private Database() {}

    /** Opens {@code weir.db} in the data folder, which must exist, making or migrating the tables of this module. */
    public static Jdbi open(Path dataDirectory) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_TIMEOUT_MS);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + dataDirectory.resolve("weir.db"));
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:db/diagnosis")
                .failOnMissingLocations(true)
                .table("flyway_diagnosis")
                // Other modules keep their tables in the same file.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
        return Jdbi.create(source);
    }
}
