package io.weir.runtime.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The whole life of deployments on real Flinks, all through the API: jars and scripts in SQL, in application and session mode, on each Flink
 * that Weir has a list of. Prints the seconds of each step as a table. With {@code --many}: what looking after fifty-six costs.
 */
public final class DeploymentsBench {
    private static final List<String> FLINKS = List.of("2.3.0", "1.20.5");

    private DeploymentsBench() {}

    /** Takes its own words, then {@code --} and the command of {@code weir}. */
    public static void main(String[] words) throws Exception {
        List<String> all = List.of(words);
        int dashes = all.indexOf("--");
        List<String> own = all.subList(0, Math.max(0, dashes));
        List<String> command = all.subList(dashes + 1, all.size());
        Path folder = Files.createTempDirectory("weir-deployments");
        try {
            if (own.contains("--many")) {
                ManyDeployments.run(folder);
            } else {
                lives(command, folder);
            }
        } finally {
            forget(folder);
        }
    }

    private static void lives(List<String> command, Path folder) throws Exception {
        Map<String, Map<String, Double>> table = new LinkedHashMap<>();
        for (String flink : FLINKS) {
            Path own = Files.createDirectories(folder.resolve(flink));
            String config = """
                    data: data
                    server: {port: 0}
                    hosted:
                      - {name: shared, flink_version: %s, task_managers: 1, slots: 2, taskmanager_memory: 1280m, sql: true}
                    """.formatted(flink);
            try (WeirServer weir = WeirServer.start(command, own, config)) {
                weir.upload("jobs.jar", Path.of(System.getProperty("weir.bench.jobs")));
                awaitShared(weir);
                for (boolean sql : List.of(false, true)) {
                    for (String session : List.of("", "shared")) {
                        String what = (sql ? "SQL" : "JAR") + ", " + (session.isEmpty() ? "application" : "session")
                                + ", " + flink;
                        String name = (sql ? "sql" : "jar") + (session.isEmpty() ? "-own" : "-shared");
                        System.out.println(what);
                        table.put(what, new Life(weir, name, sql, session, flink).live());
                    }
                }
            }
        }
        print(table);
    }

    private static void awaitShared(WeirServer weir) throws Exception {
        while (true) {
            for (var cluster : weir.get("/api/v1/clusters")) {
                if (cluster.path("name").asText().equals("shared") && cluster.path("slotsFree").asInt() == 2) {
                    return;
                }
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static void print(Map<String, Map<String, Double>> table) {
        List<String> columns = new ArrayList<>(table.keySet());
        System.out.println("\n| seconds | " + String.join(" | ", columns) + " |");
        System.out.println("|---|" + "---|".repeat(columns.size()));
        for (String step : table.values().iterator().next().keySet()) {
            StringBuilder row = new StringBuilder("| " + step);
            columns.forEach(column -> row.append(" | ")
                    .append(String.format("%.1f", table.get(column).get(step))));
            System.out.println(row + " |");
        }
    }

    private static void forget(Path folder) throws Exception {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
