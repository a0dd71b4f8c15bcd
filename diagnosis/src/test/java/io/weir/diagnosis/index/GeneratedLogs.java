package io.weir.diagnosis.index;

import io.weir.diagnosis.FlinkLogs;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Captured lines played again and again with fresh ids, numbers and times, and some that no capture holds. The same seed gives the same lines. */
final class GeneratedLogs {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS");
    private static final Pattern STAMP = Pattern.compile("^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3}");
    private static final Pattern FRESH =
            Pattern.compile("\\b[0-9a-f]{32}\\b|(?<![0-9A-Za-z.])\\d{3,12}(?![0-9A-Za-z.])");
    private static final List<String> ODD = List.of(
            " WARN  com.acme.orders.HTTPProxyServer [orders-1] - job_retry_count=17 for user_id 任务失败 at Größe 3",
            " ERROR com.acme.orders.OrderSink       [orders-1] - cannot parse {\"orderId\":\"A1B2C3\",\"utf8String\":\"x__y\"}",
            " DEBUG com.acme.Blob                   [main] - payload " + "QmFzZTY0".repeat(20) + " end of QmFzZTY0",
            " INFO  com.acme.Trace                  [main] - Ünïcode ÄRGER and naïveParser of \u212Aelvin",
            " INFO  com.acme.Trace                  [main] - uuid 550e8400-e29b-41d4-a716-446655440000 path /tmp/flink-web/job.jar?x=1");

    private final Random random;
    private LocalDateTime now = LocalDateTime.of(2026, 11, 20, 1, 0);

    GeneratedLogs(long seed) {
        this.random = new Random(seed);
    }

    /** So many lines, or a few more. */
    List<String> lines(int count) {
        List<String> lines = new ArrayList<>();
        while (lines.size() < count) {
            Map<String, String> ids = new HashMap<>();
            String file = FlinkLogs.LOG_FILES.get(random.nextInt(FlinkLogs.LOG_FILES.size()));
            for (String line : FlinkLogs.lines(file)) {
                lines.add(again(line, ids));
                if (random.nextInt(60) == 0) {
                    lines.add(TIME.format(now) + ODD.get(random.nextInt(ODD.size())));
                }
            }
        }
        return lines;
    }

    private String again(String line, Map<String, String> ids) {
        boolean timed = STAMP.matcher(line).find();
        now = now.plus(Duration.ofMillis(timed ? random.nextInt(300) : 0));
        String rest = timed ? line.substring(23) : line;
        StringBuilder made = new StringBuilder(timed ? TIME.format(now) : "");
        Matcher matcher = FRESH.matcher(rest);
        while (!line.startsWith("\tat ") && matcher.find()) {
            String found = matcher.group();
            matcher.appendReplacement(
                    made,
                    found.length() == 32
                            ? ids.computeIfAbsent(found, id -> digits(32, 16))
                            : digits(found.length(), 10));
        }
        if (line.startsWith("\tat ")) {
            return line;
        }
        return matcher.appendTail(made).toString();
    }

    private String digits(int length, int radix) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < length; i++) {
            digits.append(Character.forDigit(i == 0 ? 1 + random.nextInt(radix - 1) : random.nextInt(radix), radix));
        }
        return digits.toString();
    }
}
