package io.weir.collector.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A kind of target: how many there are, what their pages look like, how often they are read. */
public enum Shape {
    /** A 6-operator job at parallelism 4; three real scrapes in turn. */
    MEDIUM(100, 1_461, 2),
    /** The first part of it, read each second. */
    SMALL(200, 600, 1),
    /** A TaskManager with 20 operators that are not chained. */
    LARGE(50, 5_764, 10);

    /** Pages that follow each other. */
    static final int TURNS = 3;

    final int targets;
    public final int samples;
    final int intervalSeconds;

    Shape(int targets, int samples, int intervalSeconds) {
        this.targets = targets;
        this.samples = samples;
        this.intervalSeconds = intervalSeconds;
    }

    /** The pages of a farm's targets, before they get ids of their own. */
    public List<byte[]> pages(Path folder) {
        List<byte[]> pages = new ArrayList<>();
        for (int turn = 0; turn < TURNS; turn++) {
            String name = this == LARGE ? "large" : "scrape-" + (turn + 1);
            String text = unpacked(folder.resolve(name + ".prom.gz"));
            pages.add((this == LARGE ? varied(text, turn) : first(text)).getBytes(StandardCharsets.UTF_8));
        }
        return pages;
    }

    /** There is one capture of the large page; a third of its values moves, as on the pages of which there are three. */
    private static String varied(String text, int turn) {
        StringBuilder page = new StringBuilder(text.length() + 20_000);
        int line = 0;
        for (String one : text.split("\n")) {
            int blank = one.lastIndexOf(' ');
            boolean moves = !one.startsWith("#") && line++ % 3 == 0 && one.indexOf('E', blank) < 0;
            page.append(moves ? one.substring(0, blank + 1) + (1000 + line * 7 + turn) + ".5" : one).append('\n');
        }
        return page.toString();
    }

    private String first(String text) {
        int left = samples;
        StringBuilder page = new StringBuilder(text.length());
        for (String one : text.split("\n")) {
            left -= one.startsWith("#") ? 0 : 1;
            if (left < 0) {
                break;
            }
            page.append(one).append('\n');
        }
        return page.toString();
    }

    private static String unpacked(Path file) {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the captured page " + file, e);
        }
    }

    /** Where the four characters are that differ between targets: at the head of every id of 32 hex digits, and of every TaskManager's. */
    public static int[] idPositions(byte[] page) {
        List<Integer> found = new ArrayList<>();
        int run = 0;
        for (int i = 0; i < page.length; i++) {
            run = Character.digit(page[i], 16) >= 0 ? run + 1 : 0;
            if (run == 32) {
                found.add(i - 31);
            }
            if (page[i] == '"' && i > 6 && new String(page, i - 6, 6, StandardCharsets.US_ASCII).equals("tm_id=")) {
                found.add(i + 1);
            }
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The page of one target. */
    public static byte[] of(byte[] page, int[] positions, int target) {
        byte[] id = String.format("%04x", target).getBytes(StandardCharsets.US_ASCII);
        byte[] own = page.clone();
        for (int position : positions) {
            System.arraycopy(id, 0, own, position, id.length);
        }
        return own;
    }

    /** A body as a server with gzip sends it. */
    static byte[] packed(byte[] page) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(page.length / 16);
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
