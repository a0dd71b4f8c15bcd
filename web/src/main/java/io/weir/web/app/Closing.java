package io.weir.web.app;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what was opened, in reverse; a fault of one does not keep the others open. */
final class Closing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private record Opened(String name, AutoCloseable what) {}

    private final Deque<Opened> opened = new ArrayDeque<>();

    synchronized <T extends AutoCloseable> T push(String name, T what) {
        opened.push(new Opened(name, what));
        return what;
    }

    @Override
    public synchronized void close() {
        while (!opened.isEmpty()) {
            Opened next = opened.pop();
            try {
                next.what().close();
            } catch (Exception e) {
                LOG.error("Closing the {} failed", next.name(), e);
            }
        }
    }
}
