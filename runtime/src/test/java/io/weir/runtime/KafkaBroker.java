package io.weir.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.runtime.distribution.KafkaJars;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** A real broker of Kafka that is its own controller, on loopback. */
final class KafkaBroker implements AutoCloseable {
    private final Path folder;
    private final String classPath;
    private final int port;
    private final Process broker;

    KafkaBroker(Path folder) throws IOException, InterruptedException {
        this.folder = Files.createDirectories(folder);
        this.classPath = KafkaJars.classPath(folder.resolve("repository"));
        this.port = FreePort.next();
        int controller = FreePort.next();
        Path properties = folder.resolve("server.properties");
        Files.writeString(properties, """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                controller.listener.names=CONTROLLER
                log.dirs=%3$s
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=1
                transaction.state.log.replication.factor=1
                transaction.state.log.num.partitions=1
                transaction.state.log.min.isr=1
                """.formatted(port, controller, folder.resolve("log")));
        assertThat(run("kafka.tools.StorageTool", "format", "-t", "weirweirweirweirweirwA", "-c", properties.toString())
                        .waitFor())
                .as("format of the broker's folder: " + folder.resolve("kafka.out"))
                .isZero();
        broker = run("kafka.Kafka", properties.toString());
        try {
            Awaitility.await("a broker").atMost(Duration.ofSeconds(60)).until(this::listens);
        } catch (RuntimeException | AssertionError e) {
            close();
            throw e;
        }
    }

    private Process run(String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                main));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("kafka.out").toFile()))
                .start();
    }

    private boolean listens() {
        assertThat(broker.isAlive())
                .as("the broker, see " + folder.resolve("kafka.out"))
                .isTrue();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        // Nothing of it is needed any more, so it need not end in good order.
        broker.destroyForcibly().onExit().join();
    }
}
