package io.weir.diagnosis.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Searches that have no index: they read everything. */
final class Grep {
    private Grep() {}

    static Latencies ripgrep(Path raw, List<LogQuestion> questions) throws IOException, InterruptedException {
        return ask(List.of("rg", "--no-config", "-a", "-e"), raw, questions);
    }

    /** In the C locale, in which it is quickest. */
    static Latencies grep(Path raw, List<LogQuestion> questions) throws IOException, InterruptedException {
        return ask(List.of("env", "LC_ALL=C", "grep", "-raE", "-e"), raw, questions);
    }

    private static Latencies ask(List<String> command, Path raw, List<LogQuestion> questions)
            throws IOException, InterruptedException {
        return Latencies.of(questions, false, question -> {
            List<String> whole = new ArrayList<>(command);
            whole.addAll(List.of(question.pattern(), raw.toString()));
            new ProcessBuilder(whole)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        });
    }
}
