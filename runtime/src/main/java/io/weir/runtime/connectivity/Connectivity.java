package io.weir.runtime.connectivity;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Looks names up and connects from this machine, which is where hosted clusters run. It sends nothing and reads nothing. Thread-safe.
 */
public final class Connectivity implements AutoCloseable {
    private static final int MOST_AT_ONCE = 4;
    private static final int MOST_ADDRESSES = 4;

    private static final Pattern NUMBERS = Pattern.compile("[0-9.]+|.*:.*");

    private final Duration patience;
    private final Semaphore room = new Semaphore(MOST_AT_ONCE);
    /** Looking a name up cannot be given a deadline: one that hangs keeps its place until it ends. */
    private final Semaphore lookups = new Semaphore(MOST_AT_ONCE);

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "weir-connectivity");
        thread.setDaemon(true);
        return thread;
    });

    /** @param patience with a name, and with its first four addresses, which are tried at once */
    public Connectivity(Duration patience) {
        this.patience = patience;
    }

    /**
     * Tries, for as long as its patience lasts.
     *
     * @throws ConnectivityBusyException when others are being tried
     */
    public Reach reach(Endpoint endpoint) {
        take(room);
        try {
            long start = System.nanoTime();
            List<InetAddress> addresses;
            try {
                addresses = addresses(endpoint.host());
            } catch (UnknownHostException e) {
                return new Reach(endpoint, millisSince(start), List.of(), List.of(), String.valueOf(e.getMessage()));
            }
            long resolveMillis = millisSince(start);
            Integer port = endpoint.port();
            List<Attempt> attempts = port == null ? List.of() : connect(addresses, port);
            List<String> numbers =
                    addresses.stream().map(InetAddress::getHostAddress).toList();
            return new Reach(endpoint, resolveMillis, attempts, numbers, null);
        } finally {
            room.release();
        }
    }

    private static void take(Semaphore places) {
        if (!places.tryAcquire()) {
            throw new ConnectivityBusyException(MOST_AT_ONCE);
        }
    }

    private List<InetAddress> addresses(String host) throws UnknownHostException {
        return NUMBERS.matcher(host).matches() ? List.of(InetAddress.getByName(host)) : lookUp(host);
    }

    private List<InetAddress> lookUp(String host) throws UnknownHostException {
        take(lookups);
        Future<InetAddress[]> asked = threads.submit(() -> {
            try {
                return InetAddress.getAllByName(host);
            } finally {
                lookups.release();
            }
        });
        try {
            return Arrays.asList(asked.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            throw new UnknownHostException("no name server that this machine asks knows " + host);
        } catch (TimeoutException e) {
            throw new UnknownHostException("no name server answered within " + patience.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException("interrupted");
        }
    }

    private List<Attempt> connect(List<InetAddress> addresses, int port) {
        return addresses.stream()
                .limit(MOST_ADDRESSES)
                .map(address -> CompletableFuture.supplyAsync(() -> connect(address, port), threads))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
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
        threads.shutdownNow();
    }
}
