package io.weir.rules.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A webhook on loopback that writes down what it takes of Alertmanager's payload, and when, in seconds since the scenario began. */
final class Collector implements AutoCloseable {
    /** How it treats a request. */
    interface Behaviour {
        /** The status to answer with, for the second of the scenario at which it was asked. */
        int status(double second) throws InterruptedException;
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Clock clock;
    private final Instant start;
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final List<Double> askedAt = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour = second -> 200;

    Collector(Clock clock) throws IOException {
        this.clock = clock;
        this.start = clock.instant();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    void behaves(Behaviour newBehaviour) {
        behaviour = newBehaviour;
    }

    /**
     * What it took, in order, such as {@code 2.0: test{lbl=v1}[1..] test{lbl=v2}[1..4]}: when, and of each alert its labels, its annotations after a
     * {@code @}, and from when to when it fired.
     */
    List<String> taken() {
        return taken;
    }

    /** When it was asked, also where it refused. */
    List<Double> askedAt() {
        return askedAt;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode body = JSON.readTree(exchange.getRequestBody());
            double second = second(clock.instant());
            askedAt.add(second);
            int status = behaviour.status(second);
            if (status < 300) {
                taken.add(text(second) + ": " + alerts(body));
            }
            byte[] answer = ("answer " + status).getBytes(UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private double second(Instant at) {
        return Duration.between(start, at).toMillis() / 1000.0;
    }

    private String alerts(JsonNode body) {
        List<String> alerts = new ArrayList<>();
        body.path("alerts").forEach(alert -> alerts.add(alert(alert)));
        alerts.sort(null);
        return String.join(" ", alerts);
    }

    private String alert(JsonNode alert) {
        TreeMap<String, String> labels = texts(alert.path("labels"));
        String name = labels.remove("alertname");
        TreeMap<String, String> annotations = texts(alert.path("annotations"));
        annotations.keySet().retainAll(List.of("ann"));
        String said = annotations.isEmpty() ? "" : "@" + annotations.get("ann");
        String ends = alert.path("status").asText().equals("firing")
                ? ""
                : text(second(Instant.parse(alert.path("endsAt").asText())));
        String starts = text(second(Instant.parse(alert.path("startsAt").asText())));
        return name + (labels.isEmpty() ? "" : labels.toString().replace(" ", "")) + said + "[" + starts + ".." + ends
                + "]";
    }

    private static TreeMap<String, String> texts(JsonNode object) {
        TreeMap<String, String> texts = new TreeMap<>();
        object.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }

    private static String text(double second) {
        String text = String.format(Locale.ROOT, "%.1f", second);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
