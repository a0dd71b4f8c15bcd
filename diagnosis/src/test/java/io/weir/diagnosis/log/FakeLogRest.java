package io.weir.diagnosis.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Flink's log endpoints for one JobManager and one TaskManager, in the words of a real one. */
final class FakeLogRest implements AutoCloseable {
    static final String TASKMANAGER = "127.0.0.1:6122-5a3f0c";

    private final HttpServer server;
    private final Map<String, String> files = new TreeMap<>();
    private final AtomicInteger downloads = new AtomicInteger();
    private boolean broken;

    FakeLogRest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    synchronized void put(String process, String name, String text) {
        files.put(process + "/" + name, text);
    }

    synchronized void append(String process, String name, String text) {
        files.merge(process + "/" + name, text, String::concat);
    }

    synchronized void rename(String process, String from, String to) {
        String text = files.remove(process + "/" + from);
        files.put(process + "/" + to, String.valueOf(text));
    }

    synchronized void breakDown(boolean isBroken) {
        broken = isBroken;
    }

    int downloads() {
        return downloads.get();
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (broken) {
            send(exchange, 500, "{\"errors\":[\"Internal server error.\"]}");
        } else if (path.equals("/taskmanagers")) {
            send(
                    exchange,
                    200,
                    "{\"taskmanagers\":[{\"id\":\"" + TASKMANAGER
                            + "\",\"path\":\"pekko.tcp://flink@127.0.0.1:6122/user/rpc/taskmanager_0\",\"dataPort\":1,"
                            + "\"jmxPort\":-1,\"timeSinceLastHeartbeat\":1795189436608,\"slotsNumber\":1,\"freeSlots\":1,"
                            + "\"hardware\":{\"cpuCores\":1,\"physicalMemory\":1,\"freeMemory\":1,\"managedMemory\":1}}]}");
        } else if (path.startsWith("/jobmanager/logs")) {
            logs(exchange, "jobmanager", path.substring("/jobmanager/logs".length()));
        } else {
            String prefix = "/taskmanagers/" + TASKMANAGER + "/logs";
            logs(exchange, "taskmanager", path.substring(prefix.length()));
        }
    }

    private void logs(HttpExchange exchange, String process, String rest) throws IOException {
        if (rest.isEmpty()) {
            send(
                    exchange,
                    200,
                    files.entrySet().stream()
                            .filter(file -> file.getKey().startsWith(process + "/"))
                            .map(file -> String.format(
                                    "{\"name\":\"%s\",\"size\":%d,\"mtime\":1}",
                                    file.getKey().substring(process.length() + 1),
                                    file.getValue().getBytes(UTF_8).length))
                            .collect(Collectors.joining(",", "{\"logs\":[", "]}")));
            return;
        }
        downloads.incrementAndGet();
        String text = files.get(process + rest);
        send(exchange, text == null ? 404 : 200, text == null ? "{\"errors\":[\"not found\"]}" : text);
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
