package io.weir.collector.scrape;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback that reads a request and then does whatever it was given to do with the connection. */
final class HostileTarget implements AutoCloseable {
    /** What is done with a connection once a request was read. */
    @FunctionalInterface
    interface Behaviour {
        void on(OutputStream out, HostileTarget target) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Behaviour behaviour;
    final AtomicInteger requests = new AtomicInteger();

    /** Connections that the other side closed. */
    final AtomicInteger hungUp = new AtomicInteger();

    HostileTarget(Behaviour behaviour) {
        this.behaviour = behaviour;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    static HostileTarget answering(String head, byte[] body) {
        return new HostileTarget((out, target) -> {
            out.write(("HTTP/1.1 " + head + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(body);
        });
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/metrics");
    }

    /** Waits until the test is over; for a server that says nothing more. */
    void silence() throws InterruptedException {
        closing.await();
    }

    /** True when the test is over; for a server that drips. */
    boolean drip() throws InterruptedException {
        return closing.await(20, TimeUnit.MILLISECONDS);
    }

    private void accept() {
        while (closing.getCount() > 0) {
            try {
                Socket socket = server.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            while (readRequest(in)) {
                requests.incrementAndGet();
                threads.execute(() -> watch(in));
                behaviour.on(socket.getOutputStream(), this);
                socket.getOutputStream().flush();
                return;
            }
        } catch (IOException e) {
            hungUp.incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch(InputStream in) {
        try {
            if (in.read() < 0) {
                hungUp.incrementAndGet();
            }
        } catch (IOException e) {
            // The server's own end of the connection was closed.
        }
    }

    private static boolean readRequest(InputStream in) throws IOException {
        int matched = 0;
        for (int b = in.read(); b >= 0; b = in.read()) {
            matched = b == "\r\n\r\n".charAt(matched) ? matched + 1 : b == '\r' ? 1 : 0;
            if (matched == 4) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
