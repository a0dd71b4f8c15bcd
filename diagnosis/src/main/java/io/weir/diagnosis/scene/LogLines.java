package io.weir.diagnosis.scene;

import io.weir.diagnosis.index.Hit;
import io.weir.diagnosis.index.LogPage;
import io.weir.diagnosis.index.LogQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The last log records of each process, from the log store. */
final class LogLines implements Capture {
    private static final Duration BEFORE = Duration.ofMinutes(30);
    private static final Duration AFTER = Duration.ofMinutes(1);

    private final Function<LogQuery, LogPage> search;

    LogLines(Function<LogQuery, LogPage> search) {
        this.search = search;
    }

    @Override
    public void into(SceneDraft draft, Cast cast) {
        for (String process : cast.processes()) {
            take(draft, process);
        }
    }

    private void take(SceneDraft draft, String process) {
        Occasion occasion = draft.occasion();
        Instant to = draft.clock().instant().plus(AFTER);
        // The times of rolled names differ, so a JobManager is found by its prefix.
        String text = "cluster:" + quoted(occasion.cluster()) + " process:"
                + (process.equals(Cast.JOB_MANAGER) ? process + "*" : quoted(process));
        try {
            LogQuery query = new LogQuery(
                    text, occasion.at().minus(BEFORE), to, null, draft.config().logLines(), true);
            List<Hit> newestFirst = new ArrayList<>(search.apply(query).hits());
            if (newestFirst.isEmpty()) {
                draft.missing(
                        Scene.Kind.LOG_LINES,
                        process,
                        "the log store has no lines of it in the last " + BEFORE.toMinutes() + " minutes");
                return;
            }
            Collections.reverse(newestFirst);
            String lines = newestFirst.stream().map(hit -> hit.record().text()).collect(Collectors.joining("\n"));
            draft.text(Scene.Kind.LOG_LINES, process, "log-" + SafeName.of(process) + ".txt", lines + "\n");
        } catch (RuntimeException e) {
            draft.missing(Scene.Kind.LOG_LINES, process, SceneDraft.reason(e));
        }
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
