package io.weir.diagnosis.load;

import io.weir.diagnosis.fact.Facts;
import io.weir.diagnosis.fact.LogText;
import io.weir.diagnosis.finding.Evidence;
import io.weir.diagnosis.finding.Question;
import io.weir.diagnosis.index.Hit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Full collections that processes logged themselves, {@code [...][gc] GC(151) Pause Full (Ergonomics) 278M->188M(290M) 222.850ms}. A process that does
 * little else cannot be scraped any more, so that its metrics end where its trouble begins; the JVM's log goes on. See
 * <a href="https://openjdk.org/jeps/271">JEP 271</a>.
 */
final class GcPauses {
    private static final String QUERY = "kind:gc AND \"Pause Full\"";
    private static final Pattern PAUSE =
            Pattern.compile("Pause Full .*?(\\d+)M->(\\d+)M\\((\\d+)M\\) (\\d+(?:\\.\\d+)?)ms");
    private static final Duration WINDOW = Duration.ofMinutes(1);
    /** Twenty a second over two minutes; each is logged twice, when it begins and when it ends. */
    private static final int MOST = 5_000;

    private GcPauses() {}

    /**
     * The worst minute of a process.
     *
     * @param share of the minute, 0 to 1
     * @param floor the least part of the heap that was in use after a collection, 0 to 1
     * @param last the collection that the minute ends with
     */
    record Minute(double share, double floor, Instant at, Evidence.LogLine last) {}

    private record Pause(Hit hit, double millis, double left) {}

    /** The worst minute of each process that logged full collections. */
    static Map<String, Minute> worst(Facts facts, Question question) {
        List<Hit> hits = LogText.newest(facts, LogText.within(QUERY, question), question.from(), question.to(), MOST);
        Map<String, List<Pause>> pauses = new HashMap<>();
        for (int i = hits.size() - 1; i >= 0; i--) {
            Hit hit = hits.get(i);
            Matcher matcher = PAUSE.matcher(hit.record().text());
            if (matcher.find()) {
                double left = Double.parseDouble(matcher.group(2)) / Double.parseDouble(matcher.group(3));
                pauses.computeIfAbsent(hit.record().process(), name -> new ArrayList<>())
                        .add(new Pause(hit, Double.parseDouble(matcher.group(4)), left));
            }
        }
        Map<String, Minute> worst = new HashMap<>();
        pauses.forEach((process, each) -> worst.put(process, worst(each)));
        return worst;
    }

    private static Minute worst(List<Pause> pauses) {
        Minute worst = null;
        Deque<Pause> within = new ArrayDeque<>();
        double millis = 0;
        for (Pause pause : pauses) {
            Instant at = pause.hit().record().at();
            within.addLast(pause);
            millis += pause.millis();
            while (!within.getFirst().hit().record().at().isAfter(at.minus(WINDOW))) {
                millis -= within.removeFirst().millis();
            }
            double share = Math.min(1, millis / WINDOW.toMillis());
            if (worst == null || share > worst.share()) {
                double floor = within.stream().mapToDouble(Pause::left).min().orElseThrow();
                worst = new Minute(share, floor, at, LogText.evidence(pause.hit(), ""));
            }
        }
        return Objects.requireNonNull(worst);
    }
}
