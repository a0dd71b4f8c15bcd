package io.weir.log4j2;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes lines as Weir does: a line whose number it knows is not taken again. */
final class FakeWeir implements AutoCloseable {
    private static final Pattern FIRST = Pattern.compile("[&?]first=(\\d+)");
    private static final Pattern MESSAGE = Pattern.compile("\"message\":\"([^\"]*)\"");

    private final HttpServer server;
    private final List<String> messages = new ArrayList<>();
    private final List<String> queries = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();
    private long last;
    private int status = 204;
    private int losingAnswers;

    FakeWeir(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 16);
        server.createContext("/api/v1/logs/push", this::push);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    synchronized void answer(int with) {
        status = with;
    }

    /** Takes the next pushes and answers as if it had not. */
    synchronized void loseAnswers(int count) {
        losingAnswers = count;
    }

    synchronized List<String> messages() {
        return List.copyOf(messages);
    }

    synchronized List<String> queries() {
        return List.copyOf(queries);
    }

    synchronized List<String> bodies() {
        return List.copyOf(bodies);
    }

    private synchronized void push(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        queries.add(query);
        int answer = status;
        if (status == 204) {
            bodies.add(body);
            take(query, body);
            if (losingAnswers > 0) {
                losingAnswers--;
                answer = 503;
            }
        }
        exchange.sendResponseHeaders(answer, -1);
        exchange.close();
    }

    private void take(String query, String body) {
        Matcher first = FIRST.matcher(query);
        if (!first.find()) {
            throw new IllegalStateException("no number of the first line in " + query);
        }
        long number = Long.parseLong(first.group(1));
        for (String line : body.split("\n", -1)) {
            if (line.isEmpty()) {
                continue;
            }
            number++;
            if (number > last) {
                last = number;
                Matcher message = MESSAGE.matcher(line);
                messages.add(message.find() ? message.group(1) : line);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
