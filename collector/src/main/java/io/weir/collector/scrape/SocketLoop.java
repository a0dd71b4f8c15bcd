package io.weir.collector.scrape;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections without TLS, all on one thread, kept open between scrapes. The JDK's HTTP client takes several times the processor time for the same
 * bytes, and for a farm of targets that is most of what a scrape costs. Thread-safe.
 */
final class SocketLoop implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SocketLoop.class);
    private static final int BUFFER_BYTES = 256 << 10;
    private static final long IDLE_NANOS = TimeUnit.MINUTES.toNanos(3);
    private static final long LOOK_MS = 10_000;

    /** Hears what becomes of a connection, on the loop's thread. */
    interface Listener {
        /** It is connected and wants the request. */
        ByteBuffer connected(Connection connection);

        /** Bytes came, which are only valid during the call; false to be told no more. */
        boolean received(Connection connection, ByteBuffer bytes);

        /**
         * It ended, or failed with an error.
         *
         * @param reused whether it had carried a request before this one
         */
        void ended(boolean reused, @Nullable IOException error);
    }

    /** One connection; belongs to the loop's thread. */
    static final class Connection {
        private final SocketChannel channel;
        private final InetSocketAddress address;
        private @Nullable Listener listener;
        private @Nullable ByteBuffer unsent;
        private long idleSince;

        /** True when it has carried a request before. */
        private boolean reused;

        Connection(SocketChannel channel, InetSocketAddress address) {
            this.channel = channel;
            this.address = address;
        }
    }

    private final Selector selector;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Map<InetSocketAddress, Deque<Connection>> idle = new HashMap<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private long lookedNanos = System.nanoTime();
    private volatile boolean closed;

    SocketLoop() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open a selector for scrapes", e);
        }
        thread = new Thread(this::run, "weir-scrape-io");
        thread.setDaemon(true);
        thread.start();
    }

    /** Does something on the loop's thread. */
    void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    /** A kept connection to an address, or a new one. Called on the loop's thread, as all that follow. */
    void open(InetSocketAddress address, Listener listener, boolean fresh) {
        Deque<Connection> kept = idle.get(address);
        Connection known = fresh || kept == null ? null : kept.pollLast();
        if (known != null) {
            known.listener = listener;
            known.reused = true;
            send(known, listener);
            return;
        }
        SocketChannel channel = null;
        try {
            channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            Connection connection = new Connection(channel, address);
            connection.listener = listener;
            boolean now = channel.connect(address);
            channel.register(selector, now ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, connection);
            if (now) {
                send(connection, listener);
            }
        } catch (IOException | RuntimeException e) {
            close(channel);
            listener.ended(false, e instanceof IOException io ? io : new IOException(e.toString(), e));
        }
    }

    private void send(Connection connection, Listener listener) {
        connection.unsent = listener.connected(connection);
        write(connection);
    }

    private void write(Connection connection) {
        ByteBuffer unsent = connection.unsent;
        try {
            if (unsent != null) {
                connection.channel.write(unsent);
                SelectionKey key = connection.channel.keyFor(selector);
                boolean more = unsent.hasRemaining();
                key.interestOps(more ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
                connection.unsent = more ? unsent : null;
            }
        } catch (IOException | CancelledKeyException e) {
            fail(connection, e instanceof IOException io ? io : new IOException("the connection was closed", e));
        }
    }

    /** Keeps a connection whose answer was read to its end. */
    void keep(Connection connection) {
        connection.listener = null;
        connection.idleSince = System.nanoTime();
        idle.computeIfAbsent(connection.address, address -> new ArrayDeque<>()).addLast(connection);
    }

    void close(Connection connection) {
        connection.listener = null;
        close(connection.channel);
    }

    private static void close(@Nullable SocketChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            log.debug("a connection did not close well", e);
        }
    }

    private void run() {
        while (!closed) {
            try {
                selector.select(this::ready, LOOK_MS);
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
                closeIdle();
            } catch (ClosedSelectorException e) {
                return;
            } catch (IOException | RuntimeException e) {
                log.error("a connection of the scraper failed unexpectedly", e);
            }
        }
    }

    private void ready(SelectionKey key) {
        Connection connection = (Connection) key.attachment();
        try {
            if (key.isConnectable() && connection.channel.finishConnect()) {
                key.interestOps(SelectionKey.OP_READ);
                Listener listener = connection.listener;
                if (listener != null) {
                    send(connection, listener);
                }
                return;
            }
            if (key.isWritable()) {
                write(connection);
            }
            if (key.isValid() && key.isReadable()) {
                read(connection);
            }
        } catch (IOException | CancelledKeyException e) {
            fail(connection, e instanceof IOException io ? io : new IOException("the connection was closed", e));
        }
    }

    /** Reads what is there, but lets the other connections have their turn after some buffers full. */
    private void read(Connection connection) throws IOException {
        for (int turn = 0; turn < 8; turn++) {
            buffer.clear();
            int count = connection.channel.read(buffer);
            Listener listener = connection.listener;
            if (count < 0 || count > 0 && listener == null) {
                // A kept connection on which something comes was closed by the other side, or is out of step.
                fail(connection, null);
                return;
            }
            if (count == 0 || listener == null || !listener.received(connection, buffer.flip())) {
                return;
            }
        }
    }

    private void fail(Connection connection, @Nullable IOException error) {
        Listener listener = connection.listener;
        Deque<Connection> kept = idle.get(connection.address);
        if (kept != null) {
            kept.remove(connection);
        }
        close(connection);
        if (listener != null) {
            listener.ended(connection.reused, error);
        }
    }

    private void closeIdle() {
        long now = System.nanoTime();
        if (now - lookedNanos < TimeUnit.MILLISECONDS.toNanos(LOOK_MS)) {
            return;
        }
        lookedNanos = now;
        for (Iterator<Deque<Connection>> all = idle.values().iterator(); all.hasNext(); ) {
            Deque<Connection> kept = all.next();
            while (!kept.isEmpty() && now - kept.peekFirst().idleSince > IDLE_NANOS) {
                close(kept.pollFirst());
            }
            if (kept.isEmpty()) {
                all.remove();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join(1_000);
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            log.debug("the scraper's selector did not close well", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
