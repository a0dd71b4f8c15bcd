package io.weir.diagnosis.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * As much of Kubernetes' API as logs take, answered as the API server and the kubelet do: lists and watches of pods, and logs with
 * {@code follow}, {@code previous}, {@code sinceTime} in whole seconds and {@code timestamps}. Each pod has one container.
 */
final class FakePodApi implements AutoCloseable {
    private static final String CONTAINER = "flink-main-container";

    /** A pod: the lines of its runs, the last of which may go on. */
    private static final class Pod {
        final List<List<String>> runs = new ArrayList<>();
        boolean running;
        int version;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Pod> pods = new LinkedHashMap<>();
    private final List<String> changes = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private int version = 1;
    private int breaks;
    private int breakAfterBytes = -1;
    private boolean forbidden;
    private boolean closed;

    FakePodApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** A kubeconfig that leads here. */
    Path kubeconfig(Path folder) throws IOException {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return Files.writeString(folder.resolve("kubeconfig"), """
                {"apiVersion": "v1", "kind": "Config", "current-context": "test",
                 "contexts": [{"name": "test", "context": {"cluster": "test", "user": "test"}}],
                 "clusters": [{"name": "test", "cluster": {"server": "%s"}}],
                 "users": [{"name": "test", "user": {"token": "of-a-test"}}]}
                """.formatted(uri));
    }

    /** Starts the container of a pod, for the first time or again. */
    synchronized void start(String name) {
        Pod pod = pods.computeIfAbsent(name, key -> new Pod());
        pod.runs.add(new ArrayList<>());
        pod.running = true;
        changed(name, pod.runs.size() == 1 ? "ADDED" : "MODIFIED");
    }

    /** The container ends; streams of its log end with it. */
    synchronized void exit(String name) {
        pod(name).running = false;
        changed(name, "MODIFIED");
    }

    /** Ends the container and starts it again before anybody hears of it. */
    synchronized void restart(String name) {
        Pod pod = pod(name);
        pod.runs.add(new ArrayList<>());
        pod.running = true;
        notifyAll();
    }

    /** Has the watch tell of a pod as it is now. */
    synchronized void tell(String name) {
        changed(name, "MODIFIED");
    }

    synchronized void delete(String name) {
        pod(name).running = false;
        changed(name, "DELETED");
        pods.remove(name);
    }

    /** The container writes a line; the node notes this time. */
    synchronized void write(String name, String time, String text) {
        List<List<String>> runs = pod(name).runs;
        runs.get(runs.size() - 1).add(time + " " + text);
        notifyAll();
    }

    /** Cuts every stream now, and the next one after so many bytes, within a line perhaps. */
    synchronized void breakStreams(int nextAfterBytes) {
        breaks++;
        breakAfterBytes = nextAfterBytes;
        notifyAll();
    }

    synchronized void forbidLogs(boolean forbid) {
        forbidden = forbid;
    }

    /** The queries of requests for logs. */
    synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    private Pod pod(String name) {
        Pod pod = pods.get(name);
        if (pod == null) {
            throw new IllegalArgumentException(name);
        }
        return pod;
    }

    private void changed(String name, String type) {
        version++;
        pod(name).version = version;
        changes.add("{\"type\":\"" + type + "\",\"object\":" + json(name) + "}\n");
        notifyAll();
    }

    private String json(String name) {
        Pod pod = pod(name);
        int restarts = pod.runs.size() - 1;
        String terminated = "{\"terminated\":{\"containerID\":\"containerd://" + name + "-%d\",\"exitCode\":1,"
                + "\"reason\":\"Error\",\"finishedAt\":\"2026-11-20T09:00:00Z\"}}";
        String state =
                pod.running ? "{\"running\":{\"startedAt\":\"2026-11-20T10:00:00Z\"}}" : terminated.formatted(restarts);
        String lastState = restarts == 0 ? "{}" : terminated.formatted(restarts - 1);
        return """
                {"metadata":{"name":"%1$s","namespace":"flink","uid":"uid-%1$s","resourceVersion":"%2$d",
                "labels":{"app":"orders","component":"taskmanager","type":"flink-native-kubernetes"}},
                "spec":{"nodeName":"node-1","containers":[{"name":"%3$s"}]},
                "status":{"phase":"Running","podIP":"127.0.0.1","containerStatuses":[{"name":"%3$s",
                "containerID":"containerd://%1$s-%4$d","restartCount":%4$d,"state":%5$s,"lastState":%6$s}]}}
                """.formatted(name, pod.version, CONTAINER, restarts, state, lastState)
                .replace("\n", "");
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> query = Arrays.stream(
                        exchange.getRequestURI().getQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        String[] path = exchange.getRequestURI().getPath().split("/");
        // One that ends with an exception is not closed in order: the server cuts its connection, without the last
        // chunk.
        try {
            if (path[path.length - 1].equals("log")) {
                log(exchange, path[path.length - 2], query);
            } else if (query.containsKey("watch")) {
                watch(exchange, Integer.parseInt(query.get("resourceVersion")));
            } else {
                list(exchange);
            }
            exchange.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void list(HttpExchange exchange) throws IOException {
        String body;
        synchronized (this) {
            body = "{\"metadata\":{\"resourceVersion\":\"" + changes.size() + "\"},\"items\":["
                    + pods.keySet().stream().map(this::json).collect(Collectors.joining(",")) + "]}";
        }
        send(exchange, 200, body);
    }

    /** The version of a list is how many changes there were; so a watch goes on from there. */
    private void watch(HttpExchange exchange, int from) throws IOException, InterruptedException {
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        int sent = Math.min(from, changeCount());
        while (true) {
            String change;
            synchronized (this) {
                while (sent >= changes.size() && !closed) {
                    wait();
                }
                if (closed) {
                    return;
                }
                change = changes.get(sent);
            }
            out.write(change.getBytes(UTF_8));
            out.flush();
            sent++;
        }
    }

    private synchronized int changeCount() {
        return changes.size();
    }

    private void log(HttpExchange exchange, String name, Map<String, String> query)
            throws IOException, InterruptedException {
        List<String> lines;
        int breaksBefore;
        int most;
        synchronized (this) {
            asked.add(exchange.getRequestURI().getQuery());
            Pod pod = pods.get(name);
            boolean previous = query.containsKey("previous");
            int run = pod == null ? -1 : pod.runs.size() - (previous ? 2 : 1);
            if (forbidden || run < 0 || pod == null) {
                int status = forbidden ? 403 : pod == null ? 404 : 400;
                send(
                        exchange,
                        status,
                        "{\"kind\":\"Status\",\"code\":" + status + ",\"message\":\"no log of " + name + " for you\"}");
                return;
            }
            lines = pod.runs.get(run);
            breaksBefore = breaks;
            most = previous ? -1 : breakAfterBytes;
            breakAfterBytes = previous ? breakAfterBytes : -1;
        }
        exchange.sendResponseHeaders(200, 0);
        Instant since = Instant.parse(query.getOrDefault("sinceTime", "1970-01-01T00:00:00Z"));
        copy(exchange, name, lines, since, most, query.containsKey("follow") ? breaksBefore : -1);
    }

    private void copy(HttpExchange exchange, String name, List<String> lines, Instant since, int most, int breaksBefore)
            throws IOException, InterruptedException {
        OutputStream out = exchange.getResponseBody();
        int next = 0;
        int sent = 0;
        while (true) {
            String line;
            synchronized (this) {
                while (next >= lines.size() && goesOn(name, lines, breaksBefore)) {
                    wait();
                }
                if (closed || breaksBefore >= 0 && breaks != breaksBefore) {
                    throw new IOException("cut");
                }
                if (next >= lines.size()) {
                    out.close();
                    return;
                }
                line = lines.get(next);
                next++;
            }
            if (Instant.parse(line.substring(0, line.indexOf(' '))).isBefore(since)) {
                continue;
            }
            byte[] bytes = (line + "\n").getBytes(UTF_8);
            int length = most < 0 ? bytes.length : Math.min(bytes.length, most - sent);
            out.write(bytes, 0, length);
            out.flush();
            sent += length;
            if (most >= 0 && sent >= most) {
                throw new IOException("cut");
            }
        }
    }

    private boolean goesOn(String name, List<String> lines, int breaksBefore) {
        Pod pod = pods.get(name);
        return !closed
                && breaksBefore >= 0
                && breaks == breaksBefore
                && pod != null
                && pod.running
                && pod.runs.get(pod.runs.size() - 1) == lines;
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        server.stop(0);
        threads.shutdownNow();
    }
}
