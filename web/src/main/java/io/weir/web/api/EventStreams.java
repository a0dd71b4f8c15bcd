package io.weir.web.api;

import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent events</a>. Each client has a
 * bounded queue and a thread that writes it, so that a slow browser holds up nobody: one that falls behind is closed and
 * comes again by itself. A stream ends after a while, so that who may listen is asked anew.
 */
final class EventStreams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);
    private static final int MOST_CLIENTS = 64;
    private static final int QUEUE = 2000;
    private static final Duration PING = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    /** Begins to tell a client; the handle ends it. */
    interface Subscription {
        AutoCloseable begin(Client client);
    }

    private final Semaphore places = new Semaphore(MOST_CLIENTS);
    private final Set<Client> clients = ConcurrentHashMap.newKeySet();
    private final AtomicLong dropped = new AtomicLong();
    private final ExecutorService writers = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "event-stream");
        thread.setDaemon(true);
        return thread;
    });

    /** Turns a request into a stream; throws what {@code subscription} throws, before anything is written. */
    void open(Context context, Subscription subscription) {
        if (!places.tryAcquire()) {
            throw ApiException.tooMany("there are " + MOST_CLIENTS + " streams already; close one or try later");
        }
        Client client = new Client();
        AutoCloseable handle;
        try {
            handle = subscription.begin(client);
        } catch (RuntimeException e) {
            places.release();
            throw e;
        }
        clients.add(client);
        context.header("Content-Type", "text/event-stream;charset=utf-8");
        context.header("Cache-Control", "no-store");
        context.header("X-Accel-Buffering", "no");
        CompletableFuture<Void> ended = new CompletableFuture<>();
        context.future(() -> {
            writers.execute(() -> {
                try {
                    client.write(context.res().getOutputStream());
                } catch (IOException e) {
                    LOG.debug("a stream's client went away", e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } finally {
                    end(client, handle);
                    ended.complete(null);
                }
            });
            return ended;
        });
    }

    private void end(Client client, AutoCloseable handle) {
        clients.remove(client);
        places.release();
        try {
            handle.close();
        } catch (Exception e) {
            LOG.warn("a stream's subscription could not be ended", e);
        }
    }

    int clients() {
        return clients.size();
    }

    long droppedClients() {
        return dropped.get();
    }

    @Override
    public void close() {
        writers.shutdownNow();
    }

    /** One browser that listens. */
    final class Client {
        private final BlockingQueue<String> queue = new ArrayBlockingQueue<>(QUEUE);
        private volatile boolean behind;

        /** Queues an event for it; never blocks. */
        void offer(String name, Object data) {
            if (!behind && !queue.offer("event: " + name + "\ndata: " + Json.write(data) + "\n\n")) {
                behind = true;
                dropped.incrementAndGet();
            }
        }

        private void write(ServletOutputStream output) throws IOException, InterruptedException {
            long end = System.nanoTime() + LONGEST.toNanos();
            send(output, "retry: 2000\n\n");
            while (System.nanoTime() < end && !behind) {
                String next = queue.poll(PING.toMillis(), TimeUnit.MILLISECONDS);
                send(output, next == null ? "event: ping\ndata: {}\n\n" : next);
            }
        }

        private static void send(ServletOutputStream output, String text) throws IOException {
            output.write(text.getBytes(StandardCharsets.UTF_8));
            output.flush();
        }
    }
}
