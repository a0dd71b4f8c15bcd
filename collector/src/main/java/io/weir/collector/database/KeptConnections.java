package io.weir.collector.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;

/** Keeps a few connections open: to open one costs more than most statements. Thread-safe. */
final class KeptConnections implements ConnectionFactory, AutoCloseable {
    private final DataSource source;

    /**
     * The last one given back is the next one taken: SQLite forgets the pages that a connection has read as soon as another one writes, so
     * taking turns would read everything again in each transaction.
     */
    private final BlockingDeque<Connection> idle = new LinkedBlockingDeque<>(4);

    private volatile boolean closed;

    KeptConnections(DataSource source) {
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
