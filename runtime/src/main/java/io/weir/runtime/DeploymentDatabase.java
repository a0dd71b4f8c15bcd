package io.weir.runtime;

import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The runtime's tables in {@code weir.db}, migrated to the newest version. Commits are synced: an act follows what was written. */
final class DeploymentDatabase implements AutoCloseable {
    private final KeptConnections connections;

    private DeploymentDatabase(KeptConnections connections) {
        this.connections = connections;
    }

    static DeploymentDatabase open(Path dataDirectory) {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(10_000);
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        // A transaction that begins by reading and then writes fails at once when another wrote meanwhile; an immediate
        // one waits.
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setGetGeneratedKeys(false);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + dataDirectory.resolve("weir.db"));
        Flyway.configure(DeploymentDatabase.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:db/runtime")
                .failOnMissingLocations(true)
                .table("flyway_runtime")
                // Other modules keep their tables in the same file.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
        return new DeploymentDatabase(new KeptConnections(source));
    }

    Jdbi jdbi() {
        return Jdbi.create(connections);
    }

    @Override
    public void close() {
        connections.close();
    }
}
