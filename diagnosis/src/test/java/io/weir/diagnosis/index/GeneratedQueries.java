package io.weir.diagnosis.index;

import io.weir.diagnosis.log.LogLevel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Queries over given records, with the numbers of those that they find. Terms are made once and joined in ever other ways. */
final class GeneratedQueries {
    private static final int TERMS = 128;
    private static final int MANY = 8_000;
    private static final List<String> REGEXES = List.of(
            "switched from \\w+ to FAILED",
            "(?i)checkpoint \\d+ (of|for) job",
            "^Caused by: .*Exception",
            "[0-9a-f]{32}_\\d+",
            "Exception.*(heap|timeout|boom)",
            "at org\\.apache\\.flink\\..*\\(Task\\.java:\\d+\\)$",
            "x_+y",
            "job\\.jar\\?x=1",
            "ms\\b.*\\d{4}");

    private final List<NaiveRecord> records;
    private final Random random;
    private final List<Generated> terms = new ArrayList<>();

    /** A query and the records it finds. */
    record Generated(String text, BitSet hits) {}

    GeneratedQueries(List<NaiveRecord> records, long seed) {
        this.records = records;
        this.random = new Random(seed);
        while (terms.size() < TERMS) {
            terms.add(term(terms.size() % 16));
        }
    }

    /** Most find a few thousand records at most, since every one of them is looked at. */
    Generated next() {
        Generated next = query(1 + random.nextInt(3));
        if (next.hits.cardinality() > MANY && random.nextInt(20) > 0) {
            Generated narrower = made("time:" + minute(records.get(random.nextInt(records.size()))));
            BitSet hits = (BitSet) next.hits.clone();
            hits.and(narrower.hits);
            return new Generated("(" + next.text + ") AND " + narrower.text, hits);
        }
        return next;
    }

    private Generated made(String time) {
        String minute = time.substring("time:".length());
        return made(time, record -> record.at().toString().startsWith(minute));
    }

    private static String minute(NaiveRecord record) {
        return record.at().toString().substring(0, 16);
    }

    private Generated query(int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            return terms.get(random.nextInt(terms.size()));
        }
        Generated one = query(depth - 1);
        Generated other = query(depth - 1);
        BitSet hits = (BitSet) one.hits.clone();
        switch (random.nextInt(7)) {
            case 0 -> {
                hits.or(other.hits);
                return new Generated("(" + one.text + " OR " + other.text + ")", hits);
            }
            case 1, 2 -> {
                hits.and(other.hits);
                return new Generated(one.text + " AND " + other.text, hits);
            }
            case 3 -> {
                hits.and(other.hits);
                return new Generated("(" + one.text + " " + other.text + ")", hits);
            }
            case 4 -> {
                hits.flip(0, records.size());
                hits.and(other.hits);
                return new Generated("NOT (" + one.text + ") (" + other.text + ")", hits);
            }
            default -> {
                hits.andNot(other.hits);
                return new Generated("(" + one.text + " NOT (" + other.text + "))", hits);
            }
        }
    }

    private Generated term(int kind) {
        NaiveRecord some = records.get(random.nextInt(records.size()));
        String word = word(some.text(), "[^\\p{L}\\p{N}_]+");
        String logger = some.logger().substring(some.logger().lastIndexOf('.') + 1);
        return switch (kind) {
            case 0 -> words(word);
            case 1 -> words(random.nextBoolean() ? word.toUpperCase(Locale.ROOT) : word.toLowerCase(Locale.ROOT));
            case 2 -> words(word(some.text(), "[^\\p{L}\\p{N}]+|(?<=\\p{Ll})(?=\\p{Lu})"));
            case 3 ->
                words(List.of(
                                "exception",
                                "Error",
                                "Manager",
                                "OutOfMemory",
                                "memory",
                                "proxy",
                                "retry_count",
                                "QmFzZTY0")
                        .get(random.nextInt(8)));
            case 4 -> words(word.substring(0, 1 + random.nextInt(word.length())) + "*");
            case 5 -> words("*" + word.substring(random.nextInt(word.length())));
            case 6 ->
                words(word.substring(0, (word.length() + 1) / 2)
                        + (random.nextBoolean() ? "*" : "?*")
                        + word.charAt(word.length() - 1));
            case 7 -> phrase(some.text());
            case 8 -> words(hex(some));
            case 9 -> regex(REGEXES.get(random.nextInt(REGEXES.size())));
            case 10 -> {
                LogLevel level =
                        List.of(LogLevel.INFO, LogLevel.WARN, LogLevel.ERROR).get(random.nextInt(3));
                yield random.nextBoolean()
                        ? made("level:" + level, record -> record.level() == level)
                        : made("level:>=" + level, record -> record.level().compareTo(level) >= 0);
            }
            case 11 ->
                made("process:" + some.process(), record -> record.process().equals(some.process()));
            case 12 -> made("process:task*", record -> record.process().startsWith("task"));
            case 13 ->
                made(
                        "logger:" + logger,
                        record -> PlainScan.words(logger).test(record.logger())
                                && record.logger().endsWith(logger));
            case 14 -> {
                String from = some.at().toString();
                yield made("time:>=" + from, record -> !record.at().isBefore(some.at()));
            }
            default -> made("time:" + minute(some));
        };
    }

    private String word(String text, String separators) {
        String[] found = text.split(separators);
        for (int i = 0; i < 20; i++) {
            String word = found[random.nextInt(found.length)];
            if (!word.isEmpty() && word.length() < 128 && !word.matches("(?i)and|or|not") && !word.startsWith("_")) {
                return word;
            }
        }
        return "INFO";
    }

    private Generated phrase(String text) {
        String line = text.lines().findFirst().orElse("x");
        String[] found =
                line.substring(Math.min(30, line.length() / 2)).split("(?<=[\\p{L}\\p{N}_])(?![\\p{L}\\p{N}_])");
        int from = random.nextInt(found.length);
        int to = Math.min(found.length, from + 1 + random.nextInt(4));
        String phrase = String.join("", List.of(found).subList(from, to))
                .replace("\"", " ")
                .replace("\\", " ");
        return phrase.matches(".*[\\p{L}\\p{N}].*")
                ? made("\"" + phrase + "\"", test(PlainScan.words(phrase.replaceAll("[*?]", " "))))
                : words("INFO");
    }

    private String hex(NaiveRecord some) {
        var ids = Pattern.compile("(?<![\\p{L}\\p{N}_])[0-9a-f]{32}").matcher(some.text());
        String id = ids.find() ? ids.group() : "550e8400";
        return random.nextBoolean() ? id : id.substring(0, Math.min(id.length(), 6 + random.nextInt(6)));
    }

    private Generated words(String query) {
        return made(query, test(PlainScan.words(query)));
    }

    private Generated regex(String regex) {
        Pattern pattern = Pattern.compile(regex, Pattern.MULTILINE);
        return made("/" + regex.replace("/", "\\/") + "/", record -> pattern.matcher(record.text())
                .find());
    }

    private static Predicate<NaiveRecord> test(Predicate<String> text) {
        return record -> text.test(record.text());
    }

    private Generated made(String text, Predicate<NaiveRecord> test) {
        BitSet hits = new BitSet(records.size());
        for (int i = 0; i < records.size(); i++) {
            if (test.test(records.get(i))) {
                hits.set(i);
            }
        }
        return new Generated(text, hits);
    }
}
