package io.weir.runtime.bench;

import io.weir.runtime.Runtime;
import io.weir.runtime.RuntimeConfig;
import io.weir.runtime.deployment.CurrentState;
import io.weir.runtime.deployment.Draft;
import io.weir.runtime.deployment.SpecJson;
import io.weir.runtime.distribution.FlinkVersion;
import io.weir.runtime.driver.local.LocalClusterSpec;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Fifty deployments on a session cluster and six on clusters of their own, of which nothing changes: what the loops that look after them
 * cost, by the processor time of their threads.
 */
final class ManyDeployments {
    private static final int SHARED = 50;
    private static final int OWN = 6;
    private static final int WARM_SECONDS = 60;
    private static final int SECONDS = 120;

    /** Fifty jobs that start on two cores keep Flink's own threads waiting longer than it would bear. */
    private static final Map<String, String> PATIENT =
            Map.of("heartbeat.timeout", "5 min", "pekko.ask.timeout", "2 min", "taskmanager.slot.timeout", "2 min");

    private ManyDeployments() {}

    static void run(Path folder) throws Exception {
        try (Runtime runtime = Runtime.open(new RuntimeConfig(folder), signal -> {}, Clock.systemUTC())) {
            try (InputStream jar = Files.newInputStream(Path.of(System.getProperty("weir.bench.jobs")))) {
                runtime.artifacts().upload("default", "jobs.jar", jar, "bench");
            }
            runtime.reconcile(name -> Optional.empty(), name -> Optional.empty());
            runtime.start(
                    new LocalClusterSpec(
                            "shared", new FlinkVersion("2.3.0"), 1, SHARED, "1600m", "3g", PATIENT),
                    (step, done, total) -> {});
            try {
                for (int i = 0; i < OWN + SHARED; i++) {
                    start(runtime, folder, i < OWN ? "own-" + i : "shared-" + (i - OWN), i < OWN);
                    if (i < OWN || i % 10 == 0) {
                        await(runtime, CurrentState.RUNNING); // All at once, Flink's own heartbeats time out on two cores.
                    }
                }
                await(runtime, CurrentState.RUNNING);
                TimeUnit.SECONDS.sleep(WARM_SECONDS);
                measure(runtime);
            } finally {
                runtime.deployments()
                        .all()
                        .forEach(one -> runtime.deployments().cancel(one.name(), "bench"));
                await(runtime, CurrentState.CANCELLED);
            }
        }
    }

    private static void start(Runtime runtime, Path folder, String name, boolean own) {
        String where = own
                ? "\"mode\": \"application\", \"flinkVersion\": \"2.3.0\", \"jobManager\": {\"memory\": \"1024m\"},"
                        + " \"taskManager\": {\"memory\": \"1024m\", \"slots\": 1}"
                : "\"mode\": \"session\", \"session\": \"shared\"";
        runtime.deployments()
                .apply(
                        new Draft(
                                name,
                                "",
                                Map.of(),
                                "",
                                SpecJson.read("{" + where + ", \"parallelism\": 1, \"artifact\": {\"name\": \"jobs.jar\"},"
                                        + " \"entryClass\": \"io.weir.demo.jobs.Counting\", \"arguments\": [\"--out\", \""
                                        + folder.resolve("books").resolve(name) + "\", \"--leisurely\"]}")),
                        null,
                        "bench");
        runtime.deployments().publish(name, "", "bench");
        runtime.deployments().start(name, null, null, "bench");
    }

    private static void await(Runtime runtime, CurrentState state) throws InterruptedException {
        while (!runtime.deployments().all().stream()
                .allMatch(one -> one.status().state() == state && !one.hasOpenWish())) {
            runtime.deployments().all().stream()
                    .filter(one -> one.status().state() == CurrentState.FAILED && state == CurrentState.RUNNING)
                    .findFirst()
                    .ifPresent(one -> {
                        throw new IllegalStateException(one.name() + ": " + one.status().note());
                    });
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private static void measure(Runtime runtime) throws InterruptedException {
        double turns = turns(runtime);
        Map<String, Long> before = cpu();
        long begin = System.nanoTime();
        TimeUnit.SECONDS.sleep(SECONDS);
        double seconds = (System.nanoTime() - begin) / 1e9;
        Map<String, Long> after = cpu();
        double loops = share(before, after, "weir-deployments", seconds);
        double http = share(before, after, "HttpClient", seconds);
        System.out.printf(
                "%d deployments, %d of them on clusters of their own, nothing changes: %.1f looks a second; the loops take %.2f %%"
                        + " of a core, their HTTP %.2f %%, together %.2f %%%n",
                OWN + SHARED, OWN, (turns(runtime) - turns) / seconds, loops, http, loops + http);
    }

    private static double turns(Runtime runtime) {
        return runtime.reconciler().selfMetrics().stream()
                .filter(metric -> metric.name().equals("weir_deployment_turns_total"))
                .mapToDouble(metric -> metric.value())
                .sum();
    }

    /** CPU nanoseconds of each thread by its name and id. */
    private static Map<String, Long> cpu() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Map<String, Long> cpu = new HashMap<>();
        for (ThreadInfo info : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (info != null) {
                cpu.put(info.getThreadName() + "#" + info.getThreadId(), threads.getThreadCpuTime(info.getThreadId()));
            }
        }
        return cpu;
    }

    private static double share(Map<String, Long> before, Map<String, Long> after, String prefix, double seconds) {
        long nanos = after.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .mapToLong(entry -> entry.getValue() - before.getOrDefault(entry.getKey(), 0L))
                .sum();
        return nanos / 1e9 / seconds * 100;
    }
}
