package io.weir.collector.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program that scrapes the farm, as its makers start it: defaults but for intervals, addresses and folders. */
enum Contender {
    WEIR("Weir") {
        @Override
        List<String> command(Path folder, Shape shape, int farm, String encoding, int port) throws IOException {
            StringBuilder config = new StringBuilder("data: " + folder.resolve("data") + "\nserver:\n  port: " + port
                    + "\nscrape:\n  interval: " + shape.intervalSeconds + "s\n  timeout: " + shape.intervalSeconds
                    + "s\nclusters:\n  - name: farm\n    rest: http://127.0.0.1:" + farm + "\n    targets:\n");
            for (int target = 0; target < shape.targets; target++) {
                config.append("      - process: taskmanager-" + target + "\n        url: "
                        + url(farm, encoding, target) + "\n");
            }
            Path file = Files.writeString(folder.resolve("weir.yaml"), config);
            List<String> command = new ArrayList<>(weir);
            command.addAll(List.of("serve", "--config", file.toString()));
            return command;
        }
    },
    PROMETHEUS("Prometheus") {
        @Override
        List<String> command(Path folder, Shape shape, int farm, String encoding, int port) throws IOException {
            Path file = Files.writeString(folder.resolve("prometheus.yml"), scrapeConfig(shape, farm, encoding));
            return List.of(
                    "prometheus", "--config.file=" + file, "--storage.tsdb.path=" + folder.resolve("data"),
                    "--web.listen-address=127.0.0.1:" + port, "--log.level=warn");
        }
    },
    VICTORIA_METRICS("VictoriaMetrics") {
        @Override
        List<String> command(Path folder, Shape shape, int farm, String encoding, int port) throws IOException {
            Path file = Files.writeString(folder.resolve("prometheus.yml"), scrapeConfig(shape, farm, encoding));
            return List.of(
                    "victoria-metrics", "-promscrape.config=" + file, "-storageDataPath=" + folder.resolve("data"),
                    "-httpListenAddr=127.0.0.1:" + port, "-loggerLevel=WARN");
        }
    };

    /** The command that runs Weir's command line. */
    static List<String> weir = List.of();

    final String title;

    Contender(String title) {
        this.title = title;
    }

    /** Writes what it needs to be told into a folder, and gives the command that starts it. */
    abstract List<String> command(Path folder, Shape shape, int farm, String encoding, int port) throws IOException;

    /** Starts it; its output goes to a file in the folder. */
    Process start(Path folder, Shape shape, int farm, String encoding) throws IOException {
        List<String> command = command(folder, shape, farm, encoding, freePort());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile())
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    static String url(int farm, String encoding, int target) {
        return "http://127.0.0.1:" + farm + "/" + encoding + "/" + target;
    }

    /** Both peers read Prometheus' configuration. */
    static String scrapeConfig(Shape shape, int farm, String encoding) {
        StringBuilder text = new StringBuilder("global:\n  scrape_interval: " + shape.intervalSeconds
                + "s\n  scrape_timeout: " + shape.intervalSeconds
                + "s\nscrape_configs:\n  - job_name: farm\n    static_configs:\n");
        for (int target = 0; target < shape.targets; target++) {
            text.append("      - targets: ['127.0.0.1:" + farm + "']\n        labels: {process: taskmanager-" + target
                    + ", __metrics_path__: /" + encoding + "/" + target + "}\n");
        }
        return text.toString();
    }
}
