package io.weir.web.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** The packaged Weir, started as a person starts it, in a process of its own. */
final class RunningWeir implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final Path folder;
    private final int port;
    private Process process;

    private final List<String> arguments;

    private RunningWeir(Path folder, int port, List<String> arguments) throws IOException {
        this.folder = folder;
        this.port = port;
        this.arguments = arguments;
        this.process = launch(folder, arguments);
    }

    /** Starts a demo in {@code folder} and returns when it is ready. */
    static RunningWeir demo(Path folder) throws IOException {
        int port = freePort();
        return ready(new RunningWeir(folder, port, List.of("demo", "--port", Integer.toString(port))));
    }

    /** Starts a Weir that knows a cluster's REST address and nothing else of it. */
    static RunningWeir watching(Path folder, String cluster, URI rest) throws IOException {
        int port = freePort();
        Path config = folder.resolve("weir.yaml");
        Files.writeString(
                config,
                String.join(
                        "\n",
                        "data: data",
                        "server: {port: " + port + "}",
                        "scrape: {interval: 5s, timeout: 4s}",
                        "clusters:",
                        "  - name: " + cluster,
                        "    rest: " + rest,
                        ""));
        return ready(new RunningWeir(folder, port, List.of("serve", "--config", config.toString())));
    }

    /** Starts a Weir with a config that is made for its port. */
    static RunningWeir serving(Path folder, IntFunction<String> text) throws IOException {
        int port = freePort();
        Path config = Files.writeString(folder.resolve("weir.yaml"), text.apply(port));
        return ready(new RunningWeir(folder, port, List.of("serve", "--config", config.toString())));
    }

    private static RunningWeir ready(RunningWeir weir) {
        weir.awaitReady();
        return weir;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Starts Weir again on the same folder and port, after {@link #killWeir()}. */
    void startAgain() throws IOException {
        process = launch(folder, arguments);
        awaitReady();
    }

    private static Process launch(Path folder, List<String> arguments) throws IOException {
        Path home = Path.of(System.getProperty("weir.appliance"));
        List<String> command = new ArrayList<>();
        if (System.getProperty("os.name").equals("Linux")) {
            // A shell's background job, as a build server may run these tests, is deaf to SIGINT, and so would be its
            // children.
            command.addAll(List.of("env", "--default-signal=INT"));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Dweir.home=" + home,
                "-cp",
                home.resolve("lib") + "/*",
                "io.weir.web.Main"));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(terminal(folder).toFile()))
                .start();
    }

    private void awaitReady() {
        await("the demo is ready")
                .atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    assertThat(process.isAlive())
                            .as("Weir lives: %s", terminal())
                            .isTrue();
                    return isReady();
                });
    }

    private boolean isReady() throws InterruptedException {
        try {
            return HTTP.send(HttpRequest.newBuilder(uri("/-/ready")).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static Path terminal(Path folder) {
        return folder.resolve("terminal.txt");
    }

    /** All that Weir has printed so far. */
    String terminal() {
        try {
            return Files.readString(terminal(folder));
        } catch (IOException e) {
            throw new AssertionError("cannot read the demo's terminal", e);
        }
    }

    URI uri(String pathAndQuery) {
        return URI.create("http://127.0.0.1:" + port + pathAndQuery);
    }

    Path data() {
        return folder.resolve("data");
    }

    String token() throws IOException {
        return Files.readString(data().resolve("admin.token")).strip();
    }

    /** The answer to an authorised GET, which must be a success. */
    JsonNode get(String pathAndQuery) throws IOException {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri(pathAndQuery))
                .header("Authorization", "Bearer " + token())
                .build());
        assertThat(answer.statusCode())
                .as("GET %s: %s", pathAndQuery, answer.body())
                .isEqualTo(200);
        return JSON.readTree(answer.body()).get("data");
    }

    HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    void drill(String name) throws IOException {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri("/api/v1/demo/drills/" + name))
                .header("Authorization", "Bearer " + token())
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    /** The newest events of a rule, any state. */
    List<JsonNode> events(String rule) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        get("/api/v1/events?limit=1000&rule=" + rule).get("events").forEach(events::add);
        return events;
    }

    JsonNode query(String expression) throws IOException {
        return get("/prometheus/api/v1/query?query=" + encode(expression)).get("result");
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The process ids of the Flink processes, as Weir tells them. */
    List<Long> flinkPids() throws IOException {
        List<Long> pids = new ArrayList<>();
        for (JsonNode hosted : get("/api/v1/clusters/demo").get("processes")) {
            if (!hosted.get("state").asText().toUpperCase(Locale.ROOT).equals("EXITED")) {
                pids.add(hosted.get("pid").asLong());
            }
        }
        return pids;
    }

    long weirPid() {
        return process.pid();
    }

    void killWeir() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** What Ctrl-C does. */
    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        assertThat(process.waitFor(60, TimeUnit.SECONDS))
                .as("Weir ends after Ctrl-C: %s", terminal())
                .isTrue();
    }

    @Override
    public void close() throws IOException {
        // Weir first, which would start others; and all must be gone before their folder is deleted.
        process.destroyForcibly();
        process.onExit().join();
        List<ProcessHandle> flink = ProcessHandle.allProcesses()
                .filter(handle -> handle.info().commandLine().orElse("").contains(folder.toString()))
                .toList();
        flink.forEach(ProcessHandle::destroyForcibly);
        // A dead orphan stays in the process table where no init reaps it; it has no command line any more.
        await().atMost(Duration.ofSeconds(60)).until(() -> flink.stream()
                .noneMatch(handle ->
                        handle.isAlive() && handle.info().commandLine().isPresent()));
    }
}
