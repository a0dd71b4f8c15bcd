package io.weir.diagnosis.fact;

import io.weir.diagnosis.finding.Evidence;
import io.weir.diagnosis.finding.Question;
import io.weir.diagnosis.index.Hit;
import io.weir.diagnosis.index.LogPage;
import io.weir.diagnosis.index.LogQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Searches that keep to what a question is about. */
public final class LogText {
    private static final int PAGE = 1_000;
    private static final int LONGEST_LINE = 500;

    private LogText() {}

    /** A query text that holds for one cluster, and one process where one is given. */
    public static String within(String query, String cluster, @Nullable String process) {
        String text = "cluster:" + quoted(cluster);
        if (process != null) {
            text += " AND process:" + quoted(process);
        }
        return query.isBlank() ? text : text + " AND (" + query + ")";
    }

    /** A query text for what a question is about. */
    public static String within(String query, Question question) {
        return within(query, question.cluster(), question.process());
    }

    /** The records, oldest first, at most {@code most}. */
    public static List<Hit> oldest(Facts facts, String query, Instant from, Instant to, int most) {
        return read(facts, query, from, to, most, false);
    }

    /** The records, newest first, at most {@code most}. */
    public static List<Hit> newest(Facts facts, String query, Instant from, Instant to, int most) {
        return read(facts, query, from, to, most, true);
    }

    private static List<Hit> read(Facts facts, String query, Instant from, Instant to, int most, boolean newestFirst) {
        List<Hit> hits = new ArrayList<>();
        String cursor = null;
        do {
            int limit = Math.min(PAGE, most - hits.size());
            LogPage page = facts.search(new LogQuery(query, from, to, cursor, limit, newestFirst));
            hits.addAll(page.hits());
            cursor = page.nextCursor();
        } while (cursor != null && hits.size() < most);
        return hits;
    }

    /** A hit as evidence: its line that holds {@code part}, or its first. */
    public static Evidence.LogLine evidence(Hit hit, String part) {
        String line = hit.record()
                .text()
                .lines()
                .filter(each -> part.isEmpty() || each.contains(part))
                .findFirst()
                .orElseGet(() -> hit.record().text().lines().findFirst().orElse(""))
                .strip();
        String shown = line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "...";
        return new Evidence.LogLine(
                hit.id(),
                hit.record().at(),
                hit.record().cluster(),
                hit.record().process(),
                shown);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
