package io.weir.runtime.driver.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts planned processes so that they outlive Weir: output to files, no terminal, a session of their own. */
final class Launcher {
    /**
     * Puts a process into its own session without changing its pid. Without it Ctrl-C in a terminal would interrupt Flink
     * together with Weir, before Weir could stop it in good order.
     */
    private static final Path SETSID = Path.of("/usr/bin/setsid");

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
        Files.createDirectories(folder.temporary(plan.name()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.root().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(output(plan.name()).toFile()));
        builder.environment().putAll(plan.environment());
        return builder.start();
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
