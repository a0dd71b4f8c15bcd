package io.weir.web.acceptance;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/** A store that takes eight bytes, thinks for a while, and answers with one. */
final class SlowStore implements AutoCloseable {
    private static final long THINKS_MILLIS = 20;

    private final ServerSocket server;

    SlowStore() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start("slow-store", () -> {
            while (!server.isClosed()) {
                Socket client = server.accept();
                start("slow-store-client", () -> answer(client));
            }
        });
    }

    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void start(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // The job that wrote is over, or the test is.
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void answer(Socket client) throws IOException, InterruptedException {
        try (client) {
            DataInputStream from = new DataInputStream(client.getInputStream());
            OutputStream to = client.getOutputStream();
            while (true) {
                long unused = from.readLong();
                TimeUnit.MILLISECONDS.sleep(THINKS_MILLIS);
                to.write(1);
                to.flush();
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
