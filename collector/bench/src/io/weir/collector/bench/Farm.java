package io.weir.collector.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The targets, in a process of their own: {@code /identity/17} or {@code /gzip/17} is a page of target 17, {@code /served} how many
 * pages were sent. Arguments: shape and folder of pages. Prints its port, and ends with its standard input.
 */
final class Farm {
    private final List<byte[]> pages;
    private final List<int[]> positions = new ArrayList<>();
    private final byte[][][] packed;
    private final AtomicIntegerArray turns;
    private final AtomicLong served = new AtomicLong();

    private Farm(Shape shape, Path folder) {
        pages = shape.pages(folder);
        pages.forEach(page -> positions.add(Shape.idPositions(page)));
        turns = new AtomicIntegerArray(shape.targets);
        packed = new byte[shape.targets][Shape.TURNS][];
        for (int target = 0; target < shape.targets; target++) {
            for (int turn = 0; turn < Shape.TURNS; turn++) {
                packed[target][turn] = Shape.packed(Shape.of(pages.get(turn), positions.get(turn), target));
            }
        }
    }

    public static void main(String[] args) throws IOException {
        Farm farm = new Farm(Shape.valueOf(args[0]), Path.of(args[1]));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.setExecutor(Executors.newFixedThreadPool(8));
        server.createContext("/", farm::answer);
        server.start();
        System.out.println(server.getAddress().getPort());
        while (System.in.read() >= 0) {
            // Whoever started it holds the other end.
        }
        System.exit(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/served")) {
                send(exchange, Long.toString(served.get()).getBytes(StandardCharsets.US_ASCII));
                return;
            }
            if (!path.startsWith("/identity/") && !path.startsWith("/gzip/")) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            int target = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
            int turn = Math.floorMod(turns.getAndIncrement(target), Shape.TURNS);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            if (path.startsWith("/gzip/")) {
                exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                send(exchange, packed[target][turn]);
            } else {
                send(exchange, Shape.of(pages.get(turn), positions.get(turn), target));
            }
            served.incrementAndGet();
        }
    }

    private static void send(HttpExchange exchange, byte[] body) throws IOException {
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }
}
