package io.weir.web;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code weir demo} as a person starts it: the packaged program in a process of its own. */
final class RunningDemo implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path HOME = Path.of(System.getProperty("weir.home", "target/weir"));

    private final Path folder;
    private final Process process;
    private final Path output;
    private final HttpClient http = HttpClient.newHttpClient();

    RunningDemo(Path folder) throws IOException {
        this.folder = folder;
        this.output = folder.resolve("output.txt");
        this.process = weir("demo", "--port", "0")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private ProcessBuilder weir(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Dweir.home=" + HOME.toAbsolutePath(),
                "-cp",
                HOME.toAbsolutePath().resolve("lib") + "/*",
                "io.weir.web.Main"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).directory(folder.toFile());
    }

    /** Waits until the terminal says something; answers what the pattern's group found. */
    String awaitOutput(String pattern, Duration patience) {
        Pattern compiled = Pattern.compile(pattern, Pattern.MULTILINE);
        await().alias(pattern)
                .atMost(patience)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> compiled.matcher(output()).find() || !process.isAlive());
        Matcher matcher = compiled.matcher(output());
        if (!matcher.find()) {
            throw new IllegalStateException("the demo ended:\n" + output());
        }
        return matcher.groupCount() == 0 ? matcher.group() : matcher.group(1);
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI url() {
        return URI.create(awaitOutput("open +(http://\\S+)", Duration.ofSeconds(1)));
    }

    /** The pids the terminal names. */
    List<Long> pids() {
        String line = awaitOutput("pids +(.*)$", Duration.ofSeconds(1));
        return Pattern.compile(" (\\d+)")
                .matcher(line)
                .results()
                .map(result -> Long.valueOf(result.group(1)))
                .toList();
    }

    JsonNode get(String path) {
        try {
            String token = Files.readString(folder.resolve("data/admin.token")).strip();
            HttpRequest request = HttpRequest.newBuilder(URI.create(url() + path))
                    .header("Authorization", "Bearer " + token)
                    .build();
            return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString())
                            .body())
                    .path("data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The one number an instant query answers, NaN when there is none. */
    double query(String expression) {
        return get("/prometheus/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .at("/result/0/value/1")
                .asDouble(Double.NaN);
    }

    /** Runs another command of Weir's in the same folder; answers its exit code. */
    int run(Path log, String... arguments) throws IOException, InterruptedException {
        Process other = weir(arguments)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!other.waitFor(6, TimeUnit.MINUTES)) {
            other.destroyForcibly();
        }
        return other.waitFor();
    }

    /** Stops it as Ctrl-C does; answers whether it ended. */
    boolean stop() throws InterruptedException {
        process.destroy();
        return process.waitFor(60, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws InterruptedException {
        if (process.isAlive() && !stop()) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
