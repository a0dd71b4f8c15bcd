package io.weir.diagnosis.log.push;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ServerSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes syslog in over TCP, or over TLS (<a href="https://www.rfc-editor.org/rfc/rfc5425">RFC 5425</a>) by a socket factory that speaks
 * it. Syslog has no answers: while the store takes nothing in, nothing is read, and the sender waits. At most {@value #MOST}
 * connections, a thread each. Thread-safe.
 */
public final class SyslogServer implements AutoCloseable {
    static final int MOST = 256;
    private static final Logger LOG = LoggerFactory.getLogger(SyslogServer.class);
    private static final int BATCH = 1_000;
    private static final int BATCH_BYTES = 1 << 20;
    private static final long RETRY_MILLIS = 200;

    private final ServerSocket server;
    private final LogPush push;
    private final Map<String, String> labels;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Listens and takes in.
     *
     * @param labels of what says no more of itself, such as {@code cluster}
     * @throws UncheckedIOException when it cannot listen there
     */
    public SyslogServer(
            InetSocketAddress address, ServerSocketFactory sockets, Map<String, String> labels, LogPush push) {
        this.push = push;
        this.labels = Map.copyOf(labels);
        try {
            server = sockets.createServerSocket(address.getPort(), 64, address.getAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("syslog cannot listen on " + address + ": " + e.getMessage(), e);
        }
        start(this::accept, "weir-syslog-" + server.getLocalPort());
    }

    /** Where it listens. */
    public int port() {
        return server.getLocalPort();
    }

    private static void start(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!closed) {
            try {
                Socket socket = server.accept();
                connections.add(socket);
                if (connections.size() > MOST) {
                    LOG.warn("syslog: {} is turned away, {} connections are open", socket.getInetAddress(), MOST);
                    close(socket);
                } else {
                    socket.setKeepAlive(true);
                    start(() -> serve(socket), "weir-syslog-connection");
                }
            } catch (IOException e) {
                if (!closed) {
                    LOG.warn("syslog: a connection could not be accepted: {}", e.toString());
                    pause();
                }
            }
        }
    }

    private void serve(Socket socket) {
        try {
            SyslogFrames frames = new SyslogFrames(socket.getInputStream());
            List<PushedLine> batch = new ArrayList<>();
            int bytes = 0;
            try {
                for (byte[] message = frames.next(); message != null; message = frames.next()) {
                    batch.add(SyslogMessage.read(message, labels));
                    bytes += message.length;
                    if (batch.size() >= BATCH || bytes >= BATCH_BYTES || !frames.isReady()) {
                        deliver(batch);
                        batch = new ArrayList<>();
                        bytes = 0;
                    }
                }
            } finally {
                deliver(batch);
            }
        } catch (IOException | RuntimeException e) {
            if (!closed) {
                LOG.info("syslog: the connection of {} ended: {}", socket.getInetAddress(), e.toString());
            }
        } finally {
            close(socket);
        }
    }

    /** Offers the same lines until they are taken. */
    private void deliver(List<PushedLine> batch) {
        while (!batch.isEmpty() && !closed && !(push.syslog(batch) instanceof PushOutcome.Taken)) {
            pause();
        }
    }

    private void pause() {
        try {
            Thread.sleep(RETRY_MILLIS);
        } catch (InterruptedException e) {
            // Nobody interrupts these threads on purpose; close() ends them.
            LOG.debug("interrupted while waiting");
        }
    }

    private void close(Socket socket) {
        connections.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("a syslog connection was not closed in order", e);
        }
    }

    /** Stops listening and ends every connection. */
    @Override
    public void close() {
        closed = true;
        try {
            server.close();
        } catch (IOException e) {
            LOG.debug("the syslog listener was not closed in order", e);
        }
        connections.forEach(this::close);
    }
}
