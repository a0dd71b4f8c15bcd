package io.weir.web.api;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * The console: static files from the class path. Files with a hash in their name never change and are kept for ever;
 * everything else is asked for again with its ETag. A path that is no file is a page of the console, which finds its own way.
 */
final class ConsoleFiles {
    private static final Pattern NAME =
            Pattern.compile("/(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*");
    private static final String HASHED = "/assets/";
    private static final String INDEX = "/index.html";
    /** Accepted, and not with a weight of nothing; see RFC 9110, 12.5.3. */
    private static final Pattern GZIP = Pattern.compile(
            "(?:^|,)\\s*(?:gzip|\\*)\\s*(?:;\\s*q=(?!0(?:\\.0*)?\\s*(?:,|$))[^,]*)?(?:,|$)", Pattern.CASE_INSENSITIVE);

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("txt", "text/plain; charset=utf-8"));

    /** @param gzip the bytes as browsers want them, made once and not by each load; empty where that saves little */
    @SuppressWarnings("ArrayRecordComponent") // Never compared; the bytes of a file of the jar, read once.
    private record File(byte[] bytes, byte[] gzip, String type, String etag) {}

    private final String root;
    private final Map<String, File> files = new ConcurrentHashMap<>();

    /** Files below a folder of the class path, such as {@code /console}. */
    ConsoleFiles(String root) {
        this.root = root;
    }

    void serve(Context context) {
        String path = context.path();
        Optional<File> file = path.equals("/") ? Optional.empty() : file(path);
        if (file.isEmpty() && path.startsWith(HASHED)) {
            context.status(404).contentType("text/plain; charset=utf-8").result("there is no such file\n");
            return;
        }
        boolean hashed = file.isPresent() && path.startsWith(HASHED);
        send(context, file.or(() -> file(INDEX)), hashed);
    }

    private static void send(Context context, Optional<File> found, boolean hashed) {
        if (found.isEmpty()) {
            context.status(404)
                    .contentType("text/plain; charset=utf-8")
                    .result("This Weir was built without its console; build it with ./weir.\n");
            return;
        }
        File file = found.get();
        context.header("Cache-Control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
        context.header("ETag", file.etag());
        if (file.etag().equals(context.header("If-None-Match"))) {
            context.status(304);
            return;
        }
        context.contentType(file.type());
        if (file.gzip().length == 0) {
            context.result(file.bytes());
            return;
        }
        context.header("Vary", "Accept-Encoding");
        if (takesGzip(context)) {
            context.header("Content-Encoding", "gzip").result(file.gzip());
        } else {
            context.result(file.bytes());
        }
    }

    private static boolean takesGzip(Context context) {
        String accepted = Objects.requireNonNullElse(context.header("Accept-Encoding"), "");
        return GZIP.matcher(accepted).find();
    }

    private static byte[] gzipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 2);
        try (OutputStream gzip = new GZIPOutputStream(packed) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            gzip.write(bytes);
        }
        return packed.size() < bytes.length * 9 / 10 ? packed.toByteArray() : new byte[0];
    }

    private Optional<File> file(String path) {
        if (!NAME.matcher(path).matches()) {
            return Optional.empty();
        }
        File known = files.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        // Only files that exist are remembered, so there are at most as many as the jar has.
        Optional<File> read = read(path);
        read.ifPresent(file -> files.put(path, file));
        return read;
    }

    private Optional<File> read(String path) {
        String extension = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        String type = TYPES.get(extension);
        if (type == null) {
            return Optional.empty();
        }
        try (InputStream stream = ConsoleFiles.class.getResourceAsStream(root + path)) {
            if (stream == null) {
                return Optional.empty();
            }
            byte[] bytes = stream.readAllBytes();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Optional.of(
                    new File(bytes, gzipped(bytes), type, "\"" + HexFormat.of().formatHex(digest, 0, 12) + "\""));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path + " of the console", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
