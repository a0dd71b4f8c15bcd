package io.weir.rules.event;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The rules' tables in {@code weir.db}, migrated to the newest version. Commits are synced to the disk, because a change that
 * was told must survive. Thread-safe.
 */
public final class Database implements AutoCloseable {
    private final Connections connections;
    private final Jdbi jdbi;

    private Database(SQLiteDataSource source) {
        this.connections = new Connections(source);
        this.jdbi = Jdbi.create(connections);
    }

    /** Opens {@code weir.db} in the data folder, which must exist. */
    public static Database open(Path dataDirectory) {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(10_000);
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        // A transaction that begins by reading and then writes fails at once when another wrote meanwhile; an immediate
        // one waits.
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        // A storm's transaction is larger than the 2 MB that are usual; what does not fit is written twice.
        config.setCacheSize(-16_000);
        // Nobody asks for them, and the driver would query them after each row.
        config.setGetGeneratedKeys(false);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + dataDirectory.resolve("weir.db"));
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:db/rules")
                .failOnMissingLocations(true)
                .table("flyway_rules")
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

    /** Keeps a few connections open: to open one costs more than most statements. */
    private static final class Connections implements ConnectionFactory, AutoCloseable {
        private final SQLiteDataSource source;

        /**
         * The last one given back is the next one taken: SQLite forgets the pages that a connection has read as soon as another one writes, so
         * taking turns would read everything again in each transaction.
         */
        private final BlockingDeque<Connection> idle = new LinkedBlockingDeque<>(4);

        private volatile boolean closed;

        Connections(SQLiteDataSource source) {
            this.source = source;
        }

        @Override
        public Connection openConnection() throws SQLException {
            Connection connection = idle.pollFirst();
            return connection == null ? source.getConnection() : connection;
        }

        @Override
        public void closeConnection(Connection connection) throws SQLException {
            if (closed || !idle.offerFirst(connection)) {
                connection.close();
            }
        }

        @Override
        public void close() {
            closed = true;
            for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
                try {
                    connection.close();
                } catch (SQLException e) {
                    throw new IllegalStateException("could not close weir.db", e);
                }
            }
        }
    }
}
