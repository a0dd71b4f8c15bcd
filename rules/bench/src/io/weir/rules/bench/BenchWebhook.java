package io.weir.rules.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A webhook that counts which jobs it was told of. Answers over connections that are kept, as receivers do. */
final class BenchWebhook implements AutoCloseable {
    private static final byte[] OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(ISO_8859_1);
    private static final Pattern JOB = Pattern.compile("\"job_id\":\"([^\"]+)\"");

    private final ServerSocket server = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
    private final Map<String, Integer> told = new HashMap<>();

    BenchWebhook() throws IOException {
        Thread thread = new Thread(this::accept, "bench-webhook");
        thread.setDaemon(true);
        thread.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/";
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                Thread thread = new Thread(() -> serve(socket), "bench-webhook-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            for (int length = head(in); length >= 0; length = head(in)) {
                heard(new String(in.readNBytes(length), UTF_8));
                socket.getOutputStream().write(OK);
            }
        } catch (IOException e) {
            // The sender is gone; it was killed, or it closed what it no longer needs.
            return;
        }
    }

    /** The length of the body; -1 at the end of the connection. */
    private static int head(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        int length = 0;
        boolean any = false;
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next != '\n') {
                line.append((char) next);
                continue;
            }
            String header = line.toString().strip().toLowerCase(Locale.ROOT);
            line.setLength(0);
            if (header.isEmpty() && any) {
                return length;
            }
            any = true;
            if (header.startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        return -1;
    }

    /** A body names the job of each of its alerts once in the alert and may name it for the group too. */
    private synchronized void heard(String body) {
        Matcher job = JOB.matcher(body);
        Map<String, Boolean> jobs = new HashMap<>();
        while (job.find()) {
            jobs.put(job.group(1), true);
        }
        jobs.keySet().forEach(id -> told.merge(id, 1, Integer::sum));
        notifyAll();
    }

    /** How many jobs of a round it was told of. */
    synchronized int distinct(String round) {
        return (int) told.keySet().stream().filter(id -> id.startsWith(round + "-")).count();
    }

    /** How often it was told of a job that it knew. */
    synchronized int doubled(String round) {
        return told.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(round + "-"))
                .mapToInt(entry -> entry.getValue() - 1)
                .sum();
    }

    /** Waits until it was told of so many jobs in all; false when the time is over. */
    synchronized boolean await(int jobs, long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (told.size() < jobs) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    synchronized void forget() {
        told.clear();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
