package io.weir.runtime;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;

/** Keeps a few connections open: to open one costs more than most statements of the loops. Thread-safe. */
final class KeptConnections implements ConnectionFactory, AutoCloseable {
    private final DataSource source;
    private final BlockingDeque<Connection> idle = new LinkedBlockingDeque<>(4);
    private volatile boolean closed;

    KeptConnections(DataSource source) {
        this.source = source;
    }

    @Override
    public Connection openConnection() throws SQLException {
        // The last one given back has the pages in its cache.
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
