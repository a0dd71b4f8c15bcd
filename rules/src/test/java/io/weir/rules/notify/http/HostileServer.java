package io.weir.rules.notify.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/** A server that reads requests well and answers them as a test wants: late, endlessly, wrongly, or not at all. */
public final class HostileServer implements AutoCloseable {
    /** What the server does with a request. */
    public interface Behaviour {
        void answer(Request request, OutputStream out) throws IOException, InterruptedException;
    }

    /** A request as it came. */
    public record Request(String method, String target, Map<String, String> headers, byte[] body, int connection) {
        public String text() {
            return new String(body, UTF_8);
        }
    }

    private final ServerSocket server;
    private final Behaviour behaviour;
    private final boolean tls;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong written = new AtomicLong();

    public HostileServer(Behaviour behaviour) throws IOException {
        this(behaviour, ServerSocketFactory.getDefault(), false);
    }

    public HostileServer(Behaviour behaviour, ServerSocketFactory sockets, boolean tls) throws IOException {
        this.behaviour = behaviour;
        this.tls = tls;
        this.server = sockets.createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        daemon("hostile-accept", this::accept);
    }

    /** A server that answers every request the same. */
    public static HostileServer answering(int status, String headers, String body) throws IOException {
        return new HostileServer((request, out) -> respond(out, status, headers, body));
    }

    /**
     * Writes a whole answer.
     *
     * @param headers none, or each ended by CRLF
     */
    public static void respond(OutputStream out, int status, String headers, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        out.write(("HTTP/1.1 " + status + " Said\r\n" + headers + "Content-Length: " + bytes.length + "\r\n\r\n")
                .getBytes(ISO_8859_1));
        out.write(bytes);
        out.flush();
    }

    public URI url(String path) {
        return url("127.0.0.1", path);
    }

    public URI url(String host, String path) {
        return URI.create((tls ? "https://" : "http://") + host + ":" + server.getLocalPort() + path);
    }

    public int port() {
        return server.getLocalPort();
    }

    public List<Request> requests() {
        return requests;
    }

    public int connections() {
        return connections.get();
    }

    /** Bytes of bodies that {@link #flood} wrote. */
    public long written() {
        return written.get();
    }

    /** Writes bytes until nobody takes them, or until there are so many. */
    public void flood(OutputStream out, long bytes) throws IOException {
        byte[] block = new byte[64 * 1024];
        for (long left = bytes; left > 0; left -= block.length) {
            out.write(block, 0, (int) Math.min(left, block.length));
            written.addAndGet(Math.min(left, block.length));
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                int number = connections.incrementAndGet();
                daemon("hostile-" + number, () -> serve(socket, number));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket socket, int number) {
        try (socket;
                InputStream in = new BufferedInputStream(socket.getInputStream());
                OutputStream out = socket.getOutputStream()) {
            while (true) {
                Request request = read(in, number);
                if (request == null) {
                    return;
                }
                requests.add(request);
                behaviour.answer(request, out);
            }
        } catch (IOException | InterruptedException e) {
            // The client left, or the test is over.
        }
    }

    private static @Nullable Request read(InputStream in, int connection) throws IOException {
        String first = line(in);
        if (first.isEmpty()) {
            return null;
        }
        String[] words = first.split(" ");
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("Content-Length", "0")));
        return new Request(words[0], words[1], headers, body, connection);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
