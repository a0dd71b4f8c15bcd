package io.weir.diagnosis.scene;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.collector.flink.FlinkRest;
import io.weir.collector.flink.FlinkRestException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Some thread dumps of each process, a while apart: one shows where threads are, several show which stand still. By {@code
 * /taskmanagers/ID/thread-dump} and {@code /jobmanager/thread-dump} of <a
 * href="https://nightlies.apache.org/flink/flink-docs-stable/docs/ops/rest_api/">Flink's REST API</a>.
 */
final class ThreadDumps implements Capture {
    private static final int LARGEST = 8 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public void into(SceneDraft draft, Cast cast) {
        FlinkRest rest = cast.rest();
        List<String> processes = new ArrayList<>(cast.processes());
        if (rest == null) {
            processes.forEach(process ->
                    draft.missing(Scene.Kind.THREAD_DUMP, process, "Weir does not know the cluster's REST address"));
            return;
        }
        if (draft.occasion().processEnded()) {
            processes.forEach(process -> draft.missing(Scene.Kind.THREAD_DUMP, process, "the process had ended"));
            return;
        }
        for (int number = 1; number <= draft.config().threadDumps() && !processes.isEmpty(); number++) {
            if (number > 1 && !pause(draft.config().threadDumpInterval().toMillis())) {
                return;
            }
            for (String process : List.copyOf(processes)) {
                String file = String.format(Locale.ROOT, "thread-dump-%s-%d.txt", SafeName.of(process), number);
                try {
                    draft.text(Scene.Kind.THREAD_DUMP, process, file, text(rest.bytes(path(process), LARGEST)));
                } catch (FlinkRestException | IOException e) {
                    draft.missing(Scene.Kind.THREAD_DUMP, process, SceneDraft.reason(e));
                    processes.remove(process);
                }
            }
        }
    }

    private static String path(String process) {
        return process.startsWith(Cast.JOB_MANAGER)
                ? "/jobmanager/thread-dump"
                : "/taskmanagers/" + URLEncoder.encode(process, StandardCharsets.UTF_8) + "/thread-dump";
    }

    /** The text that {@code jstack} would print, more or less: one block a thread. */
    static String text(byte[] answer) throws IOException {
        StringBuilder text = new StringBuilder();
        for (JsonNode thread : JSON.readTree(answer).path("threadInfos")) {
            text.append(thread.path("stringifiedThreadInfo").asText().stripTrailing())
                    .append("\n\n");
        }
        if (text.isEmpty()) {
            throw new IOException("the answer holds no threads");
        }
        return text.toString();
    }

    static boolean pause(long millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
