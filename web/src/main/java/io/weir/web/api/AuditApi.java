package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.web.audit.AuditEntry;
import io.weir.web.audit.AuditQuery;
import io.weir.web.audit.AuditTrail;
import io.weir.web.audit.NumberedEntry;
import io.weir.web.auth.Permission;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who did what, in pages and as files. */
final class AuditApi {
    private record Page(List<EntryView> entries, @Nullable String nextCursor) {}

    private record EntryView(
            long number,
            Instant at,
            String actor,
            String action,
            String subject,
            String outcome,
            String address,
            @Nullable String before,
            @Nullable String after) {
        static EntryView of(NumberedEntry numbered) {
            AuditEntry entry = numbered.entry();
            return new EntryView(
                    numbered.number(),
                    entry.at(),
                    entry.actor(),
                    entry.action(),
                    entry.subject(),
                    entry.outcome(),
                    entry.address(),
                    entry.before(),
                    entry.after());
        }
    }

    /** A file holds at most so many entries; the next one goes on from its last number. */
    private static final int MOST_IN_A_FILE = 10_000;

    private final AuditTrail audit;
    private final Clock clock;

    AuditApi(AuditTrail audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.get(Permission.READ_AUDIT, "/api/v1/audit", this::page);
    }

    private void page(Context context) {
        Instant now = clock.instant();
        String format = Parameters.choice(context, "format", "json", "csv", "ndjson");
        int limit = format.equals("json")
                ? Parameters.limit(context)
                : Parameters.integer(context, "limit", MOST_IN_A_FILE, 1, MOST_IN_A_FILE);
        List<EntryView> entries = audit
                .find(new AuditQuery(
                        Parameters.text(context, "actor"),
                        Parameters.text(context, "q"),
                        Parameters.time(context, "from", now),
                        Parameters.time(context, "to", now),
                        cursor(context),
                        limit))
                .stream()
                .map(EntryView::of)
                .toList();
        switch (format) {
            case "csv" -> Download.csv(context, "audit", csv(entries));
            case "ndjson" -> Download.ndjson(context, "audit", entries);
            default ->
                Answer.data(
                        context,
                        new Page(
                                entries,
                                entries.size() < limit
                                        ? null
                                        : Long.toString(
                                                entries.get(entries.size() - 1).number())));
        }
    }

    private static @Nullable Long cursor(Context context) {
        String text = Parameters.text(context, "cursor");
        if (text == null) {
            return null;
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw ApiException.badData("cursor must be a nextCursor of an answer, got \"" + text + "\"");
        }
    }

    private static Csv csv(List<EntryView> entries) {
        Csv csv = new Csv("number", "at", "actor", "action", "subject", "outcome", "address", "before", "after");
        entries.forEach(entry -> csv.row(Arrays.<@Nullable Object>asList(
                entry.number(),
                entry.at(),
                entry.actor(),
                entry.action(),
                entry.subject(),
                entry.outcome(),
                entry.address(),
                entry.before(),
                entry.after())));
        return csv;
    }
}
