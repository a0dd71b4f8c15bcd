package io.weir.runtime.distribution;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.aether.repository.RemoteRepository;

/** A Maven repository of files in memory, over real HTTP, with the checksums beside them that Central has. */
final class FakeRepository implements AutoCloseable {
    final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final HttpServer server;

    FakeRepository() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            requests.add(path);
            byte[] content = files.get(path);
            exchange.sendResponseHeaders(content == null ? 404 : 200, content == null ? -1 : content.length);
            if (content != null) {
                exchange.getResponseBody().write(content);
            }
            exchange.close();
        });
        server.start();
    }

    /** Publishes a jar and returns the list's line for it. */
    DistributionArtifact publish(ArtifactGroup group, String folder, String coordinates, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        put(coordinates, bytes);
        return new DistributionArtifact(group, folder, hex("SHA-256", bytes), bytes.length, coordinates);
    }

    /** Serves other bytes under the same name, with a checksum that fits them. */
    void put(String coordinates, byte[] bytes) {
        files.put(path(coordinates), bytes);
        files.put(path(coordinates) + ".sha1", hex("SHA-1", bytes).getBytes(StandardCharsets.UTF_8));
    }

    void withdraw(String coordinates) {
        files.remove(path(coordinates));
        files.remove(path(coordinates) + ".sha1");
    }

    RemoteRepository remote() {
        return new RemoteRepository.Builder(
                        "central",
                        "default",
                        "http://127.0.0.1:" + server.getAddress().getPort() + "/")
                .build();
    }

    static String path(String coordinates) {
        String[] parts = coordinates.split(":");
        return "/" + parts[0].replace('.', '/') + "/" + parts[1] + "/" + parts[2] + "/" + parts[1] + "-" + parts[2]
                + ".jar";
    }

    private static String hex(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
