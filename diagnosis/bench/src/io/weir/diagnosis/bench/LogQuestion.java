package io.weir.diagnosis.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Something that somebody looks for, as Weir and as ripgrep want it said.
 *
 * @param query in Weir's language
 * @param pattern the same for ripgrep
 */
record LogQuestion(String query, String pattern) {
    private static final Pattern ID = Pattern.compile("\\b[0-9a-f]{32}\\b");

    /** A mix: rare words, three words together, phrases, words that are nowhere. */
    static List<LogQuestion> of(Path raw, int count) throws IOException {
        Random random = new Random(11);
        List<String> ids = ids(raw, random);
        List<LogQuestion> questions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = ids.get(random.nextInt(ids.size()));
            questions.add(
                    switch (i % 4) {
                        case 0 -> new LogQuestion(id, id);
                        case 1 -> new LogQuestion(
                                "RUNNING AND FAILED AND " + id, "(RUNNING.*FAILED.*" + id + "|" + id + ".*RUNNING.*FAILED)");
                        case 2 -> new LogQuestion("\"switched from RUNNING to FAILED\"", "switched from RUNNING to FAILED");
                        default -> {
                            String nowhere = "zq" + Long.toHexString(random.nextLong());
                            yield new LogQuestion(nowhere, nowhere);
                        }
                    });
        }
        return questions;
    }

    private static List<String> ids(Path raw, Random random) throws IOException {
        List<String> found = new ArrayList<>();
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
                            found.add(matcher.group());
                        }
                    }
                }
            }
        }
        return found;
    }
}
