package io.weir.diagnosis.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Something that somebody looks for, as Weir, ripgrep and OpenSearch want it said.
 *
 * @param kind what sort of question it is
 * @param query in Weir's language
 * @param pattern the same for ripgrep and grep, which know no times
 * @param openSearch the same in OpenSearch's language
 */
record LogQuestion(String kind, String query, String pattern, String openSearch, Instant from, Instant to) {
    private static final Pattern ID = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d:\\d\\d).*?\\b([0-9a-f]{32})\\b");
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2027-12-31T00:00:00Z");

    /** An id and when it was written of. */
    private record Found(String id, Instant at) {}

    /** A mix: rare words, three words together, phrases, a frequent word within an hour, words that are nowhere. */
    static List<LogQuestion> of(Path raw, int count) throws IOException {
        Random random = new Random(11);
        List<Found> found = found(raw, random);
        List<LogQuestion> questions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Found one = found.get(random.nextInt(found.size()));
            String id = one.id();
            questions.add(
                    switch (i % 5) {
                        case 0 -> new LogQuestion("a rare word", id, id, match("match", id), FIRST, LAST);
                        case 1 -> new LogQuestion(
                                "three words together",
                                "RUNNING AND FAILED AND " + id,
                                "(RUNNING.*FAILED.*" + id + "|" + id + ".*RUNNING.*FAILED)",
                                "{\"match\":{\"message\":{\"query\":\"RUNNING FAILED " + id + "\",\"operator\":\"and\"}}}",
                                FIRST,
                                LAST);
                        case 2 -> new LogQuestion(
                                "a phrase",
                                "\"switched from RUNNING to FAILED\"",
                                "switched from RUNNING to FAILED",
                                match("match_phrase", "switched from RUNNING to FAILED"),
                                FIRST,
                                LAST);
                        case 3 -> new LogQuestion(
                                "a frequent word within an hour",
                                "checkpoint",
                                "checkpoint",
                                "{\"bool\":{\"filter\":[" + match("match", "checkpoint")
                                        + ",{\"range\":{\"@timestamp\":{\"gte\":\"" + one.at() + "\",\"lt\":\""
                                        + one.at().plus(Duration.ofHours(1)) + "\"}}}]}}",
                                one.at(),
                                one.at().plus(Duration.ofHours(1)));
                        default -> {
                            String nowhere = "zq" + Long.toHexString(random.nextLong());
                            yield new LogQuestion("a word that is nowhere", nowhere, nowhere, match("match", nowhere), FIRST, LAST);
                        }
                    });
        }
        return questions;
    }

    private static String match(String kind, String text) {
        return "{\"" + kind + "\":{\"message\":\"" + text + "\"}}";
    }

    private static List<Found> found(Path raw, Random random) throws IOException {
        List<Found> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(raw)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = new byte[1 << 20];
                try (var channel = Files.newByteChannel(file)) {
                    for (int i = 0; i < 4; i++) {
                        channel.position((long) (random.nextDouble() * (channel.size() - bytes.length)));
                        ByteBuffer buffer = ByteBuffer.wrap(bytes);
                        channel.read(buffer);
                        Matcher matcher = ID.matcher(new String(bytes, 0, buffer.position(), StandardCharsets.ISO_8859_1));
                        for (int id = 0; id < 50 && matcher.find(); id++) {
                            found.add(new Found(
                                    matcher.group(3), Instant.parse(matcher.group(1) + "T" + matcher.group(2) + "Z")));
                        }
                    }
                }
            }
        }
        return found;
    }
}
