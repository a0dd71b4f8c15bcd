package io.weir.diagnosis.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Logs like those of Flink, as many as are wanted: captured ones played again and again, each time with fresh ids, fresh numbers and
 * later times. Traces stay as they are. The same seed gives the same bytes.
 */
final class LogGenerator {
    private static final Pattern TIME = Pattern.compile("^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3}");
    private static final Pattern FRESH = Pattern.compile("\\b[0-9a-f]{32}\\b|(?<![0-9A-Za-z.])\\d{3,18}(?![0-9A-Za-z.])");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:");
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** A line: what stands between what is made fresh, and what that was. */
    private record Line(boolean timed, List<byte[]> literals, List<String> fresh) {}

    private final List<List<Line>> captures = new ArrayList<>();
    private final Random random;
    private final Map<String, byte[]> names = new HashMap<>();
    private long millis = LocalDateTime.of(2026, 11, 1, 0, 0).toInstant(ZoneOffset.UTC).toEpochMilli();
    private long minute = -1;
    private byte[] minuteText = {};

    /** @param captures a folder with captured logs, gzipped, in folders */
    LogGenerator(Path captures, long seed) throws IOException {
        this.random = new Random(seed);
        try (Stream<Path> files = Files.walk(captures)) {
            files.filter(file -> file.toString().endsWith(".log.gz") && file.toString().contains("flink-"))
                    .filter(file -> file.getFileName().toString().startsWith("flink-"))
                    .sorted()
                    .forEach(this::read);
        }
        if (this.captures.isEmpty()) {
            throw new IOException("no captured logs in " + captures);
        }
    }

    /** For other benchmarks: CAPTURES FILE BYTES, and from when on, in milliseconds since 1970. */
    public static void main(String[] args) throws IOException {
        LogGenerator generator = new LogGenerator(Path.of(args[0]), 1);
        generator.millis = Long.parseLong(args[3]);
        generator.write(Path.of(args[1]), Long.parseLong(args[2]));
    }

    private void read(Path file) {
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            captures.add(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(LogGenerator::line)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Line line(String text) {
        boolean timed = TIME.matcher(text).find();
        String rest = timed ? text.substring(23) : text;
        List<byte[]> literals = new ArrayList<>();
        List<String> fresh = new ArrayList<>();
        Matcher matcher = FRESH.matcher(rest);
        int from = 0;
        // Traces are the same each time that something fails.
        while (!rest.startsWith("\tat ") && matcher.find()) {
            literals.add(rest.substring(from, matcher.start()).getBytes(StandardCharsets.UTF_8));
            fresh.add(matcher.group());
            from = matcher.end();
        }
        literals.add((rest.substring(from) + "\n").getBytes(StandardCharsets.UTF_8));
        return new Line(timed, literals, fresh);
    }

    /** Writes a file of at least so many bytes; gives its lines. */
    long write(Path file, long bytes) throws IOException {
        long written = 0;
        long lines = 0;
        try (CountingStream out = new CountingStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 20))) {
            while (written < bytes) {
                names.clear();
                for (Line line : captures.get(random.nextInt(captures.size()))) {
                    write(line, out);
                    lines++;
                }
                written = out.count;
            }
        }
        return lines;
    }

    private void write(Line line, OutputStream out) throws IOException {
        if (line.timed) {
            millis += random.nextInt(8);
            if (millis / 60_000 != minute) {
                minute = millis / 60_000;
                minuteText = MINUTE.format(LocalDateTime.ofEpochSecond(minute * 60, 0, ZoneOffset.UTC))
                        .getBytes(StandardCharsets.US_ASCII);
            }
            out.write(minuteText);
            int second = (int) (millis % 60_000 / 1000);
            int milli = (int) (millis % 1000);
            byte[] text = {
                digit(second / 10), digit(second), ',', digit(milli / 100), digit(milli / 10), digit(milli)
            };
            out.write(text);
        }
        for (int i = 0; i < line.literals.size(); i++) {
            out.write(line.literals.get(i));
            if (i < line.fresh.size()) {
                out.write(fresh(line.fresh.get(i)));
            }
        }
    }

    private static byte digit(int number) {
        return HEX[number % 10];
    }

    /** An id stays the same within one play of a capture; a number is another one each time. */
    private byte[] fresh(String original) {
        if (original.length() == 32) {
            return names.computeIfAbsent(original, id -> random(32, 16));
        }
        byte[] number = random(original.length(), 10);
        number[0] = (byte) ('1' + random.nextInt(9));
        return number;
    }

    private byte[] random(int length, int radix) {
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++) {
            text[i] = HEX[random.nextInt(radix)];
        }
        return text;
    }

    private static final class CountingStream extends OutputStream {
        private final OutputStream out;
        long count;

        CountingStream(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            count++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            count += length;
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
