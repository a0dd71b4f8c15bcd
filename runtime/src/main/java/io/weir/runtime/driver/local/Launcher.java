package io.weir.runtime.driver.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Starts planned processes so that they outlive Weir: output to files, no terminal, a session of their own. */
final class Launcher {
    /**
     * Puts a process into its own session without changing its pid. Without it Ctrl-C in a terminal would interrupt Flink
     * together with Weir, before Weir could stop it in good order.
     */
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private static final long LARGEST_OUTPUT = 10 << 20;

    private final ClusterFolder folder;

    Launcher(ClusterFolder folder) {
        this.folder = folder;
    }

    Process launch(ProcessPlan plan) throws IOException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            command.add(SETSID.toString());
        }
        command.add(ProcessPlan.java());
        command.addAll(plan.arguments());
        // What a killed process left in its scratch space is of no use to the next one.
        ClusterFolder.delete(folder.temporary(plan.name()));
        Files.createDirectories(folder.temporary(plan.name()));
        roll(output(plan.name()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.root().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(output(plan.name()).toFile()));
        builder.environment().putAll(plan.environment());
        return builder.start();
    }

    /** The JVM writes its output without a limit; each start is a chance to put one. */
    private static void roll(Path output) throws IOException {
        if (LastLines.size(output) > LARGEST_OUTPUT) {
            Files.move(output, output.resolveSibling(output.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    Path logDirectory() {
        return folder.log();
    }

    Path log(String process) {
        return folder.log().resolve(process + ".log");
    }

    Path output(String process) {
        return folder.log().resolve(process + ".out");
    }
}
