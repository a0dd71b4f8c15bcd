package io.weir.collector;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/** The captures of real Flink among the test's resources. */
public final class Captures {
    private Captures() {}

    /** A page of metrics, decompressed. */
    public static byte[] page(String name) {
        try (InputStream in = new GZIPInputStream(open("/pages/" + name + ".prom.gz"))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A page of metrics as a target would send it to one that accepts gzip. */
    public static byte[] gzippedPage(String name) {
        try (InputStream in = open("/pages/" + name + ".prom.gz")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An answer of the REST API. */
    public static String rest(String folder, String name) {
        try (InputStream in = open("/rest/" + folder + '/' + name + ".json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String resource) {
        InputStream in = Captures.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalArgumentException("there is no test resource " + resource);
        }
        return in;
    }
}
