package io.weir.runtime.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** The life of one deployment, step by step through the API; each step's seconds, from the request until what it asks for is so. */
final class Life {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private interface Step {
        void take() throws IOException, InterruptedException;
    }

    private final WeirServer weir;
    private final String name;
    private final boolean sql;
    private final String session;
    private final String flink;
    private final Path book;
    private final Map<String, Double> seconds = new LinkedHashMap<>();

    /** @param session the name of a session cluster; empty for application mode */
    Life(WeirServer weir, String name, boolean sql, String session, String flink) {
        this.weir = weir;
        this.name = name;
        this.sql = sql;
        this.session = session;
        this.flink = flink;
        this.book = weir.folder().resolve("books").resolve(name);
    }

    /** Seconds by step, in their order. */
    Map<String, Double> live() throws IOException, InterruptedException {
        step("create", () -> apply(1, "stateful", "10 min"));
        step("publish", this::publish);
        step("start", () -> {
            weir.post(path("/start"), WeirServer.JSON.createObjectNode());
            await("running", 1);
        });
        awaitWork();
        step("savepoint", () -> {
            String id = weir.post(path("/snapshots"), WeirServer.JSON.createObjectNode().put("description", "by hand"))
                    .path("id")
                    .asText();
            awaitSnapshot(id);
        });
        step("suspend", () -> {
            weir.post(path("/suspend"), WeirServer.JSON.createObjectNode());
            await("suspended", 0);
        });
        step("resume with state", () -> {
            weir.post(path("/start"), WeirServer.JSON.createObjectNode());
            await("running", 1);
        });
        requireRestored(true);
        awaitWork();
        step("rescale 1 to 2", () -> change("10 min", 2));
        requireRestored(true);
        awaitWork();
        step("upgrade, stateful", () -> change("9 min", 3));
        requireRestored(true);
        awaitWork();
        step("roll back to version 2", () -> {
            weir.post(path("/start"), WeirServer.JSON.createObjectNode().put("version", 2));
            await("running", 2);
        });
        requireRestored(true);
        awaitWork();
        requireWhole();
        step("upgrade, stateless", () -> {
            apply(2, "stateless", "9 min");
            publish();
            weir.post(path("/start"), WeirServer.JSON.createObjectNode());
            await("running", 4);
        });
        requireRestored(false);
        awaitWork();
        step("clone", () -> weir.post(path("/clone"), WeirServer.JSON.createObjectNode().put("name", name + "-2")));
        step("cancel", () -> {
            weir.post(path("/cancel"), WeirServer.JSON.createObjectNode());
            await("cancelled", 0);
        });
        step("delete", () -> {
            weir.delete(path(""));
            weir.delete("/api/v1/deployments/" + name + "-2");
        });
        return seconds;
    }

    private void step(String what, Step step) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        step.take();
        double took = (System.nanoTime() - begin) / 1e9;
        seconds.put(what, took);
        System.out.printf("  %-24s %-24s %6.1f s%n", name, what, took);
    }

    private String path(String rest) {
        return "/api/v1/deployments/" + name + rest;
    }

    /** @param timeout of checkpoints, as something that differs between versions */
    private void apply(int parallelism, String upgrade, String timeout) throws IOException, InterruptedException {
        ObjectNode body = WeirServer.JSON.createObjectNode();
        ObjectNode spec = body.putObject("spec").put("parallelism", parallelism).put("upgrade", upgrade);
        spec.putObject("options").put("execution.checkpointing.timeout", timeout);
        if (session.isEmpty()) {
            spec.put("mode", "application").put("flinkVersion", flink);
            spec.putObject("jobManager").put("memory", "1024m");
            spec.putObject("taskManager").put("memory", "1024m").put("slots", 2);
        } else {
            spec.put("mode", "session").put("session", session);
        }
        if (sql) {
            spec.putObject("sql")
                    .put("script", script())
                    .putObject("variables")
                    .put("out", book.toUri().toString());
        } else {
            spec.putObject("artifact").put("name", "jobs.jar").put("version", 1);
            spec.put("entryClass", "io.weir.demo.jobs.Counting");
            spec.putArray("arguments").add("--out").add(book.toString());
        }
        weir.put(path(""), body);
    }

    private static String script() {
        return """
                SET 'execution.checkpointing.interval' = '500 ms';
                CREATE TABLE numbers (n BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '200',
                  'fields.n.kind' = 'sequence', 'fields.n.start' = '1', 'fields.n.end' = '1000000');
                CREATE TABLE kept (n BIGINT) WITH ('connector' = 'filesystem', 'path' = '${out}', 'format' = 'csv');
                INSERT INTO kept SELECT n FROM numbers;
                """;
    }

    private void publish() throws IOException, InterruptedException {
        weir.post(path("/publish"), WeirServer.JSON.createObjectNode());
    }

    private void change(String timeout, int version) throws IOException, InterruptedException {
        apply(2, "stateful", timeout);
        publish();
        weir.post(path("/start"), WeirServer.JSON.createObjectNode());
        await("running", version);
    }

    /** @param version that runs; 0 for none in particular */
    private void await(String state, int version) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        while (true) {
            JsonNode now = weir.get(path(""));
            boolean there = now.path("state").asText().equals(state)
                    && now.path("settled").asBoolean()
                    && (version == 0 || now.path("runVersion").asInt() == version);
            if (there) {
                return;
            }
            if (now.path("state").asText().equals("failed") || System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IOException(name + " is not " + state + ": " + now);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private void awaitSnapshot(String id) throws IOException, InterruptedException {
        while (true) {
            for (JsonNode one : weir.get(path("/snapshots"))) {
                if (one.path("id").asText().equals(id) && one.path("state").asText().equals("present")) {
                    return;
                }
                if (one.path("id").asText().equals(id) && !one.path("state").asText().equals("creating")) {
                    throw new IOException("the savepoint failed: " + one);
                }
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** Until what runs now has written something more. */
    private void awaitWork() throws IOException, InterruptedException {
        long before = size();
        long begin = System.nanoTime();
        while (size() <= before) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IOException(name + " writes nothing");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private long size() throws IOException {
        if (!Files.isDirectory(book)) {
            return 0;
        }
        long size = 0;
        try (var files = Files.walk(book)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                size += Files.size(file);
            }
        }
        return size;
    }

    private void requireRestored(boolean wanted) throws IOException, InterruptedException {
        JsonNode run = weir.get(path("/runs")).path(0);
        if (run.hasNonNull("restoredFrom") != wanted) {
            throw new IOException("run " + run.path("number") + " of " + name + " was restored from "
                    + run.path("restoredFrom") + ", wanted " + (wanted ? "some state" : "none"));
        }
    }

    /** The job writes down each number it counts, and fails itself when one is lost or comes twice. */
    private void requireWhole() throws IOException {
        if (sql) {
            return;
        }
        for (long key = 0; key < 2; key++) {
            Path counts = book.resolve("book-" + key + ".txt");
            if (key > 0 && Files.notExists(counts)) {
                continue; // A source that began at a parallelism of 1 has one half to itself before it comes to the other.
            }
            List<Long> counted =
                    Files.readAllLines(counts).stream().map(Long::valueOf).toList();
            long first = key * 500_000_000_000L;
            if (!counted.equals(LongStream.range(first, first + counted.size()).boxed().toList())) {
                throw new IOException(name + " lost or doubled numbers of key " + key);
            }
        }
    }
}
