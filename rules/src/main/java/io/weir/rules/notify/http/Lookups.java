package io.weir.rules.notify.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Resolves names under a deadline, which the JDK cannot: a name server that is silent holds up a thread of its own, never a send. */
final class Lookups {
    private static final int MAX_THREADS = 8;
    private static final ThreadPoolExecutor THREADS = threads();

    private Lookups() {}

    private static ThreadPoolExecutor threads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                MAX_THREADS, MAX_THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(100), work -> {
                    Thread thread = new Thread(work, "weir-notify-lookup");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    static List<InetAddress> resolve(Resolver resolver, Origin origin, Deadline deadline)
            throws IOException, InterruptedException {
        if (origin.isLiteral()) {
            return List.of(InetAddress.getByName(origin.name()));
        }
        Future<List<InetAddress>> lookup;
        try {
            lookup = THREADS.submit(() -> resolver.resolve(origin.name()));
        } catch (RejectedExecutionException e) {
            throw new UnknownHostException("too many names wait to be resolved");
        }
        try {
            return lookup.get(deadline.millisLeft(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new SocketTimeoutException("the name " + origin.name() + " was not resolved in time");
        } catch (ExecutionException e) {
            throw new UnknownHostException("the name " + origin.name() + " cannot be resolved");
        } finally {
            lookup.cancel(true);
        }
    }
}
