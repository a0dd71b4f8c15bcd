package io.weir.web.api;

import io.weir.diagnosis.index.Hit;
import io.weir.diagnosis.log.LogLevel;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A log record as the API tells it. */
record LogHitView(
        String id,
        Instant at,
        boolean misdated,
        LogLevel level,
        String cluster,
        String namespace,
        String deployment,
        String run,
        String process,
        String kind,
        @Nullable String logger,
        @Nullable String thread,
        String text,
        List<Hit.Span> highlights) {
    static final String[] COLUMNS = {
        "at", "level", "cluster", "namespace", "deployment", "run", "process", "kind", "logger", "thread", "text", "id"
    };

    static LogHitView of(Hit hit) {
        return new LogHitView(
                hit.id(),
                hit.record().at(),
                hit.record().misdated(),
                hit.record().level(),
                hit.record().cluster(),
                hit.record().owner().namespace(),
                hit.record().owner().deployment(),
                hit.record().owner().run(),
                hit.record().process(),
                hit.record().kind().name().toLowerCase(Locale.ROOT),
                hit.record().logger(),
                hit.record().thread(),
                hit.record().text(),
                hit.highlights());
    }

    /** The cells of {@link #COLUMNS}. */
    List<@Nullable Object> cells() {
        return Arrays.<@Nullable Object>asList(
                at, level, cluster, namespace, deployment, run, process, kind, logger, thread, text, id);
    }
}
