package io.weir.runtime.sql;

import io.weir.runtime.distribution.Distribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How Weir starts a JVM of its own with a distribution's jars. */
final class FlinkJvm {
    private static final Logger LOG = LoggerFactory.getLogger(FlinkJvm.class);
    private static final String[] OPENED = {
        "java.lang",
        "java.lang.reflect",
        "java.net",
        "java.nio",
        "java.text",
        "java.time",
        "java.util",
        "java.util.concurrent"
    };

    private FlinkJvm() {}

    /**
     * @param folder for its jar, its log and its scratch space
     * @param main one of the classes that Weir packs
     * @return a builder whose output is still to be led somewhere
     */
    static ProcessBuilder of(Distribution distribution, Path folder, String main, String memory, List<String> arguments)
            throws IOException {
        Path temporary = folder.resolve("tmp");
        Files.createDirectories(temporary);
        forget(temporary);
        Path jar = folder.resolve("weir-sql.jar");
        ScriptJar.writePlanner(jar);
        Path home = distribution.home().toAbsolutePath();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Few classes are hot in a planner; the second compiler would cost more than it gives.
        command.addAll(List.of(
                "-Xmx" + memory, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+DisplayVMOutputToStderr"));
        for (String name : OPENED) {
            command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED");
        }
        command.add("-Djava.io.tmpdir=" + temporary.toAbsolutePath());
        command.add("-cp");
        command.add(jar.toAbsolutePath() + ":" + home.resolve("lib") + "/*:" + home.resolve("opt") + "/*");
        command.add(main);
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        // Functions of people run in it while constants are folded; what Weir is told by its environment is not for
        // them.
        builder.environment().clear();
        return builder;
    }

    /** Kills one and waits until it is gone: until then it may write into its folder. */
    static void end(Process process) {
        try {
            if (!process.destroyForcibly().waitFor(10, TimeUnit.SECONDS)) {
                LOG.warn("Process {} was killed and is still there", process.pid());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a killed process left. */
    private static void forget(Path temporary) throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
    }
}
