package io.weir.runtime.driver.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The flags of hosted JVMs, memory apart. */
final class JvmFlags {
    /**
     * What Flink opens of the JDK, the default of {@code env.java.default-opts.all}: kryo, closures and RPC reflect on it
     * (<a href="https://nightlies.apache.org/flink/flink-docs-release-2.3/docs/deployment/java_compatibility/">Java
     * compatibility</a>).
     */
    private static final List<String> OPENED = List.of(
            "--add-exports=java.base/sun.net.util=ALL-UNNAMED",
            "--add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED",
            "--add-exports=java.security.jgss/sun.security.krb5=ALL-UNNAMED",
            "--add-exports=jdk.compiler/com.sun.tools.javac.api=ALL-UNNAMED",
            "--add-exports=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED",
            "--add-exports=jdk.compiler/com.sun.tools.javac.parser=ALL-UNNAMED",
            "--add-exports=jdk.compiler/com.sun.tools.javac.tree=ALL-UNNAMED",
            "--add-exports=jdk.compiler/com.sun.tools.javac.util=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/java.net=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/java.text=ALL-UNNAMED",
            "--add-opens=java.base/java.time=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent.locks=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED");

    /** {@code -XX:+UseParallelGC} and its like. */
    private static final Pattern COLLECTOR = Pattern.compile("-XX:\\+Use\\w+GC");

    private JvmFlags() {}

    /**
     * Collector, crash evidence and logging of one process, and the user's own flags last.
     *
     * @param role {@code jobmanager} or {@code taskmanager}, as in {@code env.java.opts.<role>}
     */
    static List<String> of(ClusterFolder folder, String process, String role, Map<String, String> options) {
        List<String> flags = new ArrayList<>();
        List<String> users = new ArrayList<>(words(options.getOrDefault("env.java.opts.all", "")));
        users.addAll(words(options.getOrDefault("env.java.opts." + role, "")));
        if (users.stream().noneMatch(word -> COLLECTOR.matcher(word).matches())) {
            // G1 is what Flink users have; the JVM would choose another collector on a small machine. It refuses to
            // start with two.
            flags.add("-XX:+UseG1GC");
        }
        flags.add("-Xlog:gc*:file=\"" + folder.log().resolve(process + "-gc.log")
                + "\":time,uptime,level,tags:filecount=3,filesize=10m");
        // A dump never replaces an older one of the same name, so a crash loop writes one dump and no more.
        flags.add("-XX:+HeapDumpOnOutOfMemoryError");
        flags.add("-XX:HeapDumpPath=" + folder.dumps().resolve(process + ".hprof"));
        flags.add("-XX:ErrorFile=" + folder.log().resolve(process + "-hs_err_%p.log"));
        flags.add("-Djava.net.preferIPv4Stack=true");
        flags.addAll(OPENED);
        flags.add("-Dlog.file=" + folder.log().resolve(process + ".log"));
        flags.add("-Dlog4j.configurationFile="
                + folder.conf().resolve("log4j.properties").toUri());
        flags.add("-Dlog4j2.isThreadContextMapInheritable=true");
        flags.addAll(users);
        return flags;
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.trim().split("\\s+"));
    }
}
