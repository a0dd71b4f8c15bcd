package io.weir.diagnosis.load;

import io.weir.diagnosis.fact.Facts;
import io.weir.diagnosis.fact.LogText;
import io.weir.diagnosis.finding.Evidence;
import io.weir.diagnosis.finding.Question;
import io.weir.diagnosis.index.Hit;
import io.weir.diagnosis.log.LogRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Full collections of one process that it logged itself, {@code [2026-11-22T07:13:38.400+0000]...[gc] GC(151) Pause Full (Ergonomics) 278M->188M(290M) 222.850ms}. A
 * process that does little else cannot be scraped any more, so that its metrics end where its trouble begins; the JVM's log goes on. See
 * <a href="https://openjdk.org/jeps/271">JEP 271</a>.
 */
final class GcPauses {
    private static final String QUERY = "kind:gc AND \"Pause Full\"";
    private static final Pattern PAUSE = Pattern.compile(
            "^\\[\\d{4}-.*GC\\((\\d+)\\) Pause Full \\((.*?)\\) (?:.*?)(\\d+)M->(\\d+)M\\((\\d+)M\\) (\\d+(?:\\.\\d+)?)ms");
    /** They collect a heap that need not be full. */
    private static final Pattern ASKED_FOR =
            Pattern.compile("System\\.gc|Metadata|Heap Inspection|Heap Dump|Diagnostic");

    private static final Duration WINDOW = Duration.ofMinutes(1);
    /** Twenty a second over two minutes; each is logged twice, when it begins and when it ends. */
    private static final int MOST = 5_000;

    private final Deque<Pause> within = new ArrayDeque<>();
    private double millis;
    private double capacity;
    private @Nullable Minute worst;

    private GcPauses() {}

    /**
     * The worst minute of a process.
     *
     * @param share of the minute, 0 to 1
     * @param floor the least part of the greatest heap seen that was in use after a collection, 0 to 1; NaN when all were asked for by somebody
     * @param pauses how many
     * @param longest of them
     */
    record Minute(double share, double floor, int pauses, Instant at, Evidence.LogLine longest) {
        Instant from() {
            return at.minus(WINDOW);
        }
    }

    private record Pause(Hit hit, long number, boolean askedFor, double left, double capacity, double millis) {
        Instant at() {
            return hit.record().at();
        }
    }

    /** The worst minute of each process that logged full collections. */
    static Map<String, Minute> worst(Facts facts, Question question) {
        List<Hit> hits = LogText.newest(facts, LogText.within(QUERY, question), question.from(), question.to(), MOST);
        Map<String, GcPauses> processes = new HashMap<>();
        for (int i = hits.size() - 1; i >= 0; i--) {
            Hit hit = hits.get(i);
            read(hit).ifPresent(pause -> processes
                    .computeIfAbsent(hit.record().process(), name -> new GcPauses())
                    .add(pause));
        }
        Map<String, Minute> minutes = new HashMap<>();
        processes.forEach((process, pauses) -> {
            if (pauses.worst != null) {
                minutes.put(process, pauses.worst);
            }
        });
        return minutes;
    }

    /** Nothing of a line that does not say when it was: it would be of the moment in which it was read. */
    private static Optional<Pause> read(Hit hit) {
        LogRecord record = hit.record();
        Matcher matcher = PAUSE.matcher(record.text());
        if (record.misdated() || !matcher.find()) {
            return Optional.empty();
        }
        double capacity = Double.parseDouble(matcher.group(5));
        return Optional.of(new Pause(
                        hit,
                        Long.parseLong(matcher.group(1)),
                        ASKED_FOR.matcher(matcher.group(2)).find(),
                        Double.parseDouble(matcher.group(4)),
                        capacity,
                        Math.min(WINDOW.toMillis(), Double.parseDouble(matcher.group(6)))))
                .filter(pause -> capacity > 0);
    }

    private void add(Pause pause) {
        Pause before = within.peekLast();
        if (before != null && pause.number() == before.number()) {
            // Its log reaches Weir twice.
            return;
        }
        if (before != null && pause.number() < before.number()) {
            // The process that has its name now.
            within.clear();
            millis = 0;
            capacity = 0;
        }
        within.addLast(pause);
        millis += pause.millis();
        capacity = Math.max(capacity, pause.capacity());
        while (!within.getFirst().at().isAfter(pause.at().minus(WINDOW))) {
            millis -= within.removeFirst().millis();
        }
        double share = Math.min(1, millis / WINDOW.toMillis());
        if (worst == null || share > worst.share()) {
            worst = minute(share, pause.at());
        }
    }

    private Minute minute(double share, Instant at) {
        double floor = within.stream()
                .filter(pause -> !pause.askedFor())
                .mapToDouble(pause -> pause.left() / capacity)
                .min()
                .orElse(Double.NaN);
        Pause longest = within.stream().max(Comparator.comparing(Pause::millis)).orElseThrow();
        return new Minute(share, floor, within.size(), at, LogText.evidence(longest.hit(), ""));
    }
}
