package io.weir.runtime.driver.local;

import io.weir.collector.signal.ProcessKind;
import io.weir.runtime.distribution.Distribution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What Flink makes of a process size: heap, direct and metaspace flags for the JVM, and the same sums as options for the
 * process itself. Flink's own calculator does it, the one its start scripts call
 * (<a href="https://nightlies.apache.org/flink/flink-docs-release-2.3/docs/deployment/memory/mem_setup/">memory setup</a>).
 */
record MemoryFlags(List<String> jvm, List<String> options) {
    private static final String MARK = "BASH_JAVA_UTILS_EXEC_RESULT:";

    MemoryFlags {
        jvm = List.copyOf(jvm);
        options = List.copyOf(options);
    }

    /** @throws IllegalStateException with Flink's own words when it refuses the sizes */
    static MemoryFlags of(Distribution distribution, Path conf, ProcessKind kind) throws IOException {
        String command = kind == ProcessKind.JOB_MANAGER ? "GET_JM_RESOURCE_PARAMS" : "GET_TM_RESOURCE_PARAMS";
        Process process = new ProcessBuilder(
                        ProcessPlan.java(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        ProcessPlan.classPath(distribution),
                        "org.apache.flink.runtime.util.bash.BashJavaUtils",
                        command,
                        "--configDir",
                        conf.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        List<String> results = output.lines()
                .filter(line -> line.startsWith(MARK))
                .map(line -> line.substring(MARK.length()))
                .toList();
        if (results.size() != 2) {
            throw new IllegalStateException("Flink cannot size the " + kind.displayName() + ": "
                    + String.join("\n", LastLines.withoutFrames(output.lines().toList(), 20)));
        }
        return new MemoryFlags(
                List.of(results.get(0).trim().split("\\s+")),
                new ArrayList<>(List.of(results.get(1).trim().split("\\s+"))));
    }
}
