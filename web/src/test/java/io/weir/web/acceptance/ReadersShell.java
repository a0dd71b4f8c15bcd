package io.weir.web.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.weir.web.cli.DocumentedCommands;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A shell in the folder of a running demo, as a reader of the documentation has one: {@code weir} is on the PATH, and the files that the
 * pages speak of are there. Addresses of examples lead to what the test started, nothing else of a line is changed.
 */
final class ReadersShell implements AutoCloseable {
    private final Path folder;
    private final RunningWeir demo;
    private final RunningWeir ops;
    private final HttpServer outside;
    private final Map<String, String> places = new LinkedHashMap<>();

    /** What a command printed, both streams, and how it ended. */
    record Ran(int exit, String output) {}

    ReadersShell(Path folder, RunningWeir demo) throws IOException {
        this.folder = folder;
        this.demo = demo;
        outside = outside();
        String outsideUrl = "http://127.0.0.1:" + outside.getAddress().getPort();
        launchers();
        files(outsideUrl);
        ops = watching();
        places.put("https://weir.example.org:8866", demo.uri("").toString());
        places.put("127.0.0.1:8090", demo.uri("").getAuthority());
        places.put("http://127.0.0.1:3000", outsideUrl);
        places.put("http://grafana:3000", outsideUrl);
        places.put("--data /var/lib/weir", "--data " + ops.data());
        places.put(
                "/var/lib/weir/admin.token", demo.data().resolve("admin.token").toString());
        places.put("/etc/weir/weir.yaml", folder.resolve("ops/weir.yaml").toString());
    }

    /** A Grafana without anything in it, and the other end of a webhook. */
    private static HttpServer outside() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(exchange.getRequestMethod().equals("GET") ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private void launchers() throws IOException {
        Path home = Path.of(System.getProperty("weir.appliance")).toAbsolutePath();
        String script = String.join(
                "\n",
                "#!/bin/sh",
                "exec '" + Path.of(System.getProperty("java.home"), "bin", "java") + "' -Xmx256m -Dweir.home='" + home
                        + "' -cp '" + home + "/lib/*' io.weir.web.Main \"$@\"",
                "");
        for (Path launcher : new Path[] {folder.resolve("weir"), folder.resolve("bin/weir")}) {
            Files.createDirectories(launcher.resolveSibling("."));
            assertThat(Files.writeString(launcher, script).toFile().setExecutable(true))
                    .isTrue();
        }
    }

    /** What the pages take for granted. */
    private void files(String outsideUrl) throws IOException {
        Files.writeString(folder.resolve("grafana.token"), "a-token-of-grafana\n");
        Files.writeString(folder.resolve("weir.token"), demo.token() + "\n");
        Files.writeString(folder.resolve(".weir-token"), demo.token() + "\n");
        Files.writeString(Files.createDirectory(folder.resolve("ops")).resolve("webhook-url"), outsideUrl + "/hook\n");
        Files.copy(
                DocumentedCommands.TOP.resolve("docs/rules/weir-flink.rules.yml"),
                Files.createDirectory(folder.resolve("rules")).resolve("weir-flink.rules.yml"));
        Files.writeString(
                folder.resolve("rules/slow.yml"),
                "groups:\n- name: slow\n  rules:\n  - {alert: Slow, expr: duration > 60}\n");
        Files.writeString(
                Files.createDirectory(folder.resolve("tests")).resolve("slow.test.yml"),
                String.join(
                        "\n",
                        "rule_files: [../rules/slow.yml]",
                        "tests:",
                        "- interval: 1m",
                        "  input_series: [{series: duration, values: '90x3'}]",
                        "  alert_rule_test: [{eval_time: 1m, alertname: Slow, exp_alerts: [{}]}]",
                        ""));
        Files.writeString(
                folder.resolve("new-rules.yml"),
                "groups:\n- name: new\n  rules:\n  - {alert: SlowCheckpoints, expr: weir_job_checkpoint_last_duration_seconds > 60}\n");
        Path logs = Files.createDirectories(folder.resolve("captured/logs"));
        Files.writeString(
                logs.resolve("taskmanager-1.log"),
                "2026-11-20 10:00:00,000 ERROR org.apache.flink.runtime.taskexecutor.TaskManagerRunner [] - Fatal error occurred while"
                        + " executing the TaskManager. Shutting it down...\njava.lang.OutOfMemoryError: Java heap space\n");
        Files.writeString(
                folder.resolve("captured/processes.json"),
                "[{\"process\": \"taskmanager-1\", \"pid\": 1, \"exit_code_shell\": 239, \"events\": []}]");
        String deployment = DocumentedCommands.block("docs/sql.md", "yaml", "name: big-orders");
        Files.writeString(
                folder.resolve("big-orders.yaml"),
                // The functions of the example nobody has.
                deployment.replaceAll("(?m)^ *jars:.*\n", "").replace("file:///data/big", "file://" + folder + "/big"));
        Files.writeString(
                folder.resolve("big-orders.sql"),
                deployment
                        .lines()
                        .filter(line -> line.matches(" +(SET|CREATE|INSERT) .*"))
                        .reduce("", (all, line) -> all + line.strip() + "\n"));
    }

    /** A Weir by the configuration of the quick start, pointed at the Flink of the demo. */
    private RunningWeir watching() throws IOException {
        String rest = demo.get("/api/v1/clusters/demo").get("rest").asText();
        String config = DocumentedCommands.block("docs/quickstart.md", "yaml", "data: /var/lib/weir");
        return RunningWeir.serving(folder.resolve("ops"), port -> config.replace("data: /var/lib/weir", "data: data")
                .replace("port: 8090", "port: " + port)
                .replace("http://flink-jobmanager:8081", rest)
                .replace("/etc/weir/ops-webhook-url", "webhook-url"));
    }

    Ran run(String line) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Process process = shell(line).redirectOutput(output.toFile()).start();
        boolean ended = process.waitFor(10, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(ended).as(line + " ends: " + Files.readString(output)).isTrue();
        return new Ran(process.exitValue(), Files.readString(output));
    }

    /** Runs what goes on until somebody ends it, and ends it when it has printed a text; answers the line of that. */
    String runUntil(String line, String text) throws IOException {
        Process process = shell("exec " + line).start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(printed -> printed.contains(text))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(line + " ended and never said " + text));
        } finally {
            process.destroyForcibly();
        }
    }

    private ProcessBuilder shell(String line) throws IOException {
        String here = line;
        for (Map.Entry<String, String> place : places.entrySet()) {
            here = here.replace(place.getKey(), place.getValue());
        }
        if (here.contains(" 12-3456 ")) {
            here = here.replace("12-3456", anyLine());
        }
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", here)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        shell.environment().put("HOME", folder.toString());
        shell.environment().merge("PATH", folder.resolve("bin").toString(), (path, first) -> first + ":" + path);
        return shell;
    }

    /** The id of a log line that the demo has. */
    private String anyLine() throws IOException {
        return demo.get("/api/v1/logs/search?q=flink&limit=1")
                .get("hits")
                .get(0)
                .get("id")
                .asText();
    }

    @Override
    public void close() throws IOException {
        ops.close();
        outside.stop(0);
    }
}
