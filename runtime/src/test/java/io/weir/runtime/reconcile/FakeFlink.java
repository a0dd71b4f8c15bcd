package io.weir.runtime.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A JobManager's REST API, as far as the loops ask it, that does what a test tells it to. */
final class FakeFlink implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What becomes of savepoints. */
    enum Habit {
        MAKES,
        FAILS,
        /** The savepoint is there, and the job fails to stop and goes on. */
        MAKES_AND_DOES_NOT_STOP,
        /** The savepoint never comes. */
        DAWDLES
    }

    final Map<String, String> jobs = new ConcurrentHashMap<>();
    final List<String> asked = new ArrayList<>();
    private final Map<String, ObjectNode> answers = new ConcurrentHashMap<>();
    private final HttpServer server;
    volatile Habit habit = Habit.MAKES;
    volatile boolean silent;
    /** Of the one task of each job. */
    volatile int runningTasks = 1;

    private long number = 100;

    FakeFlink() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** As a JobManager that was started anew: it knows nothing. */
    synchronized void forget() {
        jobs.clear();
        answers.clear();
    }

    /** A JobManager that lost what it knew of triggers, as after the time it keeps them. */
    synchronized void forgetTriggers() {
        answers.clear();
    }

    /** A whole snapshot in a folder. */
    static void write(Path folder, long number) {
        try {
            Files.createDirectories(folder);
            try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(folder.resolve("_metadata")))) {
                out.writeInt(0x4960672d);
                out.writeInt(4);
                out.writeLong(number);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        JsonNode body = JSON.readTree(exchange.getRequestBody());
        asked.add(method + " " + path);
        if (silent) {
            exchange.close();
            return;
        }
        String[] parts = path.split("/");
        String job = parts.length > 2 ? parts[2] : "";
        if (path.equals("/jobs/overview")) {
            ObjectNode all = JSON.createObjectNode();
            var list = all.putArray("jobs");
            jobs.forEach((id, state) -> list.addObject()
                    .put("jid", id)
                    .put("state", state)
                    .set("tasks", JSON.createObjectNode().put("total", 1).put("running", runningTasks)));
            send(exchange, 200, all);
        } else if (path.endsWith("/exceptions")) {
            send(exchange, 200, JSON.createObjectNode().put("root-exception", "java.lang.Error: boom\n\tat x"));
        } else if (!jobs.containsKey(job)) {
            send(
                    exchange,
                    404,
                    JSON.createObjectNode().set("errors", JSON.createArrayNode().add("no such job")));
        } else if (method.equals("PATCH")) {
            jobs.put(job, "CANCELED");
            send(exchange, 202, JSON.createObjectNode());
        } else if (method.equals("POST")) {
            String trigger = body.path("triggerId").asText();
            if (!answers.containsKey(trigger)) {
                boolean stop = path.endsWith("/stop");
                answers.put(
                        trigger,
                        savepoint(
                                job,
                                body.path(stop ? "targetDirectory" : "target-directory")
                                        .asText(),
                                stop));
            }
            send(exchange, 202, JSON.createObjectNode().put("request-id", trigger));
        } else {
            ObjectNode known = answers.get(parts[parts.length - 1]);
            send(
                    exchange,
                    known == null ? 404 : 200,
                    known == null
                            ? JSON.createObjectNode()
                                    .set("errors", JSON.createArrayNode().add("no trigger"))
                            : known);
        }
    }

    private ObjectNode savepoint(String job, String folder, boolean stop) {
        ObjectNode answer = JSON.createObjectNode();
        if (habit == Habit.DAWDLES) {
            answer.putObject("status").put("id", "IN_PROGRESS");
            return answer;
        }
        answer.putObject("status").put("id", "COMPLETED");
        ObjectNode operation = answer.putObject("operation");
        if (habit != Habit.FAILS) {
            number++;
            Path made = Path.of(URI.create(folder)).resolve("savepoint-" + number);
            write(made, number);
            operation.put("location", made.toUri().toString());
        }
        if (habit == Habit.MAKES) {
            if (stop) {
                jobs.put(job, "FINISHED");
            }
            return answer;
        }
        operation.removeAll();
        operation
                .putObject("failure-cause")
                .put(
                        "stack-trace",
                        habit == Habit.FAILS
                                ? "java.util.concurrent.CompletionException: x\n"
                                        + "Caused by: java.io.IOException: No space left"
                                : "StopWithSavepointStoppingException: A savepoint has been created");
        return answer;
    }

    private static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
