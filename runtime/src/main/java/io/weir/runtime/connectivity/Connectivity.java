package io.weir.runtime.connectivity;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks names up and connects from this machine, which is where hosted clusters run. It sends nothing and reads nothing. Thread-safe.
 */
public final class Connectivity implements AutoCloseable {
    private static final int MOST_AT_ONCE = 4;
    private static final int MOST_ADDRESSES = 4;

    private final Duration patience;
    private final Semaphore room = new Semaphore(MOST_AT_ONCE);
    /** Looking a name up cannot be given a deadline. */
    private final ExecutorService lookups = Executors.newFixedThreadPool(MOST_AT_ONCE, task -> {
        Thread thread = new Thread(task, "weir-connectivity");
        thread.setDaemon(true);
        return thread;
    });

    /** @param patience with a name, and with each of its first four addresses */
    public Connectivity(Duration patience) {
        this.patience = patience;
    }

    /**
     * Tries, for as long as its patience lasts.
     *
     * @throws ConnectivityBusyException when others are being tried
     */
    public Reach reach(Endpoint endpoint) {
        if (!room.tryAcquire()) {
            throw new ConnectivityBusyException(MOST_AT_ONCE);
        }
        try {
            long start = System.nanoTime();
            List<InetAddress> addresses;
            try {
                addresses = lookUp(endpoint.host());
            } catch (UnknownHostException e) {
                return new Reach(endpoint, millisSince(start), List.of(), List.of(), String.valueOf(e.getMessage()));
            }
            long resolveMillis = millisSince(start);
            List<Attempt> attempts = new ArrayList<>();
            Integer port = endpoint.port();
            if (port != null) {
                addresses.stream().limit(MOST_ADDRESSES).forEach(address -> attempts.add(connect(address, port)));
            }
            return new Reach(
                    endpoint,
                    resolveMillis,
                    attempts,
                    addresses.stream().map(InetAddress::getHostAddress).toList(),
                    null);
        } finally {
            room.release();
        }
    }

    private List<InetAddress> lookUp(String host) throws UnknownHostException {
        Future<InetAddress[]> asked = lookups.submit(() -> InetAddress.getAllByName(host));
        try {
            return Arrays.asList(asked.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            throw new UnknownHostException("no name server that this machine asks knows " + host);
        } catch (TimeoutException e) {
            asked.cancel(true);
            throw new UnknownHostException("no name server answered within " + patience.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException("interrupted");
        }
    }

    private Attempt connect(InetAddress address, int port) {
        long start = System.nanoTime();
        Attempt.Outcome outcome;
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), Math.toIntExact(patience.toMillis()));
            outcome = Attempt.Outcome.CONNECTED;
        } catch (SocketTimeoutException e) {
            outcome = Attempt.Outcome.NO_ANSWER;
        } catch (ConnectException e) {
            boolean refused =
                    String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("refused");
            outcome = refused ? Attempt.Outcome.REFUSED : Attempt.Outcome.NO_ANSWER;
        } catch (IOException e) {
            // No route to the host, or the network cannot be reached.
            outcome = Attempt.Outcome.NO_ROUTE;
        }
        return new Attempt(address.getHostAddress(), outcome, millisSince(start));
    }

    private static long millisSince(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    @Override
    public void close() {
        lookups.shutdownNow();
    }
}
