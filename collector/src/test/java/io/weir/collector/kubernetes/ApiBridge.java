package io.weir.collector.kubernetes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stands before an API server and answers some requests itself, as a bad day would. The server mock tells changes over a WebSocket
 * only; here they become the stream of lines that Kubernetes' own clients read.
 */
final class ApiBridge implements AutoCloseable {
    /** What becomes of one request. */
    interface Answer {
        void give(HttpExchange exchange) throws IOException, InterruptedException;
    }

    /** What was asked for. */
    record Asked(String path, Map<String, String> query, Map<String, List<String>> headers, long atNanos) {
        boolean isWatch() {
            return query.containsKey("watch");
        }

        String authorization() {
            return String.join(",", headers.getOrDefault("Authorization", List.of()));
        }
    }

    private static final String END = "";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final @Nullable URI behind;
    private final Deque<Answer> lists = new ConcurrentLinkedDeque<>();
    private final Deque<Answer> watches = new ConcurrentLinkedDeque<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final List<BlockingQueue<String>> open = new CopyOnWriteArrayList<>();
    private volatile @Nullable Answer always;

    /** A bridge; to a server, or to nowhere when every answer is its own. */
    ApiBridge(@Nullable URI behind) throws IOException {
        this.behind = behind;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** Answers the next list so, then the one after it by the next call's answer, and so on. */
    ApiBridge onList(Answer answer) {
        lists.add(answer);
        return this;
    }

    /** Answers the next watch so. */
    ApiBridge onWatch(Answer answer) {
        watches.add(answer);
        return this;
    }

    /** Answers everything so that has no answer of its own; null for the server behind. */
    void always(@Nullable Answer answer) {
        always = answer;
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    long count(boolean watches) {
        return asked.stream().filter(one -> one.isWatch() == watches).count();
    }

    /** How many streams of changes are open to the server behind. */
    int streams() {
        return open.size();
    }

    /** Ends all streams, in good order. */
    void endStreams() {
        open.forEach(stream -> stream.add(END));
    }

    static Answer status(int code, String body) {
        return exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        };
    }

    /** A stream that says this and then ends. */
    static Answer stream(String text) {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
        };
    }

    /** A stream that says this and then breaks, without the chunk that ends it. */
    static Answer broken(String text) {
        return exchange -> {
            exchange.sendResponseHeaders(200, text.length() + 1_000L);
            exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            exchange.close();
        };
    }

    /** Says this, then nothing for as long as the bridge is open. */
    Answer hang(String text) {
        return exchange -> {
            if (exchange.getResponseCode() < 0) {
                exchange.sendResponseHeaders(200, 0);
            }
            if (!text.isEmpty()) {
                exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
            }
            threads.awaitTermination(10, TimeUnit.MINUTES);
        };
    }

    private void handle(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        Asked request =
                new Asked(uri.getPath(), query(uri), Map.copyOf(exchange.getRequestHeaders()), System.nanoTime());
        asked.add(request);
        Answer own = Optional.ofNullable(request.isWatch() ? watches.poll() : lists.poll())
                .orElse(always);
        try (exchange) {
            if (own != null) {
                own.give(exchange);
            } else if (request.isWatch()) {
                passChanges(exchange);
            } else {
                pass(exchange);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> query = new java.util.TreeMap<>();
        for (String pair : Optional.ofNullable(uri.getQuery()).orElse("").split("&")) {
            int equals = pair.indexOf('=');
            query.put(pair.substring(0, Math.max(equals, 0)), pair.substring(equals + 1));
        }
        return query;
    }

    private URI behind(String scheme, HttpExchange exchange) {
        if (behind == null) {
            throw new IllegalStateException("nothing is behind this bridge for " + exchange.getRequestURI());
        }
        return URI.create(scheme + "://" + behind.getHost() + ":" + behind.getPort() + exchange.getRequestURI());
    }

    private void pass(HttpExchange exchange) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(behind("http", exchange)).build(), HttpResponse.BodyHandlers.ofString());
        status(answer.statusCode(), answer.body()).give(exchange);
    }

    private void passChanges(HttpExchange exchange) throws IOException, InterruptedException {
        BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        WebSocket socket = client.newWebSocketBuilder()
                .connectTimeout(Duration.ofSeconds(10))
                .buildAsync(behind("ws", exchange), new Lines(messages))
                .join();
        open.add(messages);
        try {
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            for (String message = messages.take(); !message.equals(END); message = messages.take()) {
                out.write((message + "\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
            out.close();
        } finally {
            open.remove(messages);
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        }
    }

    /** Whole messages of a WebSocket. */
    private record Lines(BlockingQueue<String> messages, StringBuilder partial) implements WebSocket.Listener {
        Lines(BlockingQueue<String> messages) {
            this(messages, new StringBuilder());
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                messages.add(partial.toString());
                partial.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }

    @Override
    public void close() {
        endStreams();
        threads.shutdownNow();
        server.stop(0);
    }
}
