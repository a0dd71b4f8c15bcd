package io.weir.rules.notify.http;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;

/**
 * A connection to a checked address for a protocol of somebody else's, such as SMTP. It is closed under whoever uses it once its deadline
 * is over, or once the thread that opened it is interrupted.
 */
public final class GuardedSocket implements AutoCloseable {
    private final Connection connection;
    private final Deadline deadline;
    private final Deadlines.Watched watched;

    private GuardedSocket(Connection connection, Deadline deadline) {
        this.connection = connection;
        this.deadline = deadline;
        this.watched = Deadlines.SHARED.watch(connection, deadline.nanos());
    }

    /**
     * Connects, under the deadline that everything afterwards is under too.
     *
     * @param tls whether TLS begins at once
     * @param options whose timeout is that of everything
     */
    public static GuardedSocket open(String host, int port, boolean tls, HttpOptions options)
            throws IOException, InterruptedException, GeneralSecurityException {
        Deadline deadline = Deadline.in(options.timeout());
        Origin origin = new Origin(tls, host, port);
        return new GuardedSocket(new Dialer(origin, options).connect(deadline), deadline);
    }

    /** The connection; its {@code getInetAddress} has the name that was asked for. */
    public Socket socket() {
        return connection.socket();
    }

    /** Whether time ran out. */
    public boolean late() {
        return deadline.isOver();
    }

    @Override
    public void close() throws IOException {
        Deadlines.SHARED.release(watched);
        connection.close();
    }
}
