package io.weir.collector.database;

import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * One module's tables in {@code weir.db}, migrated to the newest version. Commits are synced to the disk, because a change that
 * was told must survive. Thread-safe.
 */
public final class Database implements AutoCloseable {
    /** SQLite's own default. */
    private static final int CACHE_KIB = 2_000;

    private static final int BUSY_TIMEOUT_MS = 10_000;

    private final KeptConnections connections;
    private final Jdbi jdbi;

    private Database(SQLiteDataSource source) {
        this.connections = new KeptConnections(source);
        this.jdbi = Jdbi.create(connections);
    }

    /**
     * Opens {@code weir.db} in the data folder, which must exist.
     *
     * @param module whose migrations are in {@code db/MODULE} on the class path, with a history table {@code flyway_MODULE}
     */
    public static Database open(Path dataDirectory, String module) {
        return open(dataDirectory, module, CACHE_KIB);
    }

    /**
     * The same with a cache for pages of another size.
     *
     * @param cacheKib of each connection; what a transaction changes beyond it is written twice
     */
    public static Database open(Path dataDirectory, String module, int cacheKib) {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_TIMEOUT_MS);
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        // A transaction that begins by reading and then writes fails at once when another wrote meanwhile; an immediate
        // one waits.
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setCacheSize(-cacheKib);
        // Nobody asks for them, and the driver would query them after each row.
        config.setGetGeneratedKeys(false);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + dataDirectory.resolve("weir.db"));
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:db/" + module)
                .failOnMissingLocations(true)
                .table("flyway_" + module)
                // Other modules keep their tables in the same file.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
        return new Database(source);
    }

    /** Where statements are run. */
    public Jdbi jdbi() {
        return jdbi;
    }

    /** Runs work whose writes, in every store on this database, take effect together or not at all. */
    public void together(Runnable work) {
        jdbi.useTransaction(handle -> work.run());
    }

    @Override
    public void close() {
        connections.close();
    }
}
