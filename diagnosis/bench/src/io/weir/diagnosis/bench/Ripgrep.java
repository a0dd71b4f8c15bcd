package io.weir.diagnosis.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The newest hundred lines by ripgrep: it reads everything. */
final class Ripgrep {
    private Ripgrep() {}

    static Latencies ask(Path raw, List<LogQuestion> questions) throws IOException, InterruptedException {
        double[] millis = new double[questions.size()];
        for (int i = 0; i < millis.length; i++) {
            long start = System.nanoTime();
            new ProcessBuilder("rg", "--no-config", "-a", "-e", questions.get(i).pattern(), raw.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        return new Latencies(millis);
    }
}
