package io.weir.web.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a deployment what a file says: its program, its draft, a version, a start, as far as asked. */
@Command(
        name = "apply",
        description = "Makes a deployment, or replaces its draft, as a YAML file says.",
        mixinStandardHelpOptions = true)
final class DeployApplyCommand implements Callable<Integer> {
    private static final Duration UPLOAD = Duration.ofMinutes(10);

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private CommandSpec spec;

    @Mixin
    private RunningWeir where = new RunningWeir();

    @Mixin
    private InWorkspace workspace = new InWorkspace();

    @Mixin
    private DeploymentSource source = new DeploymentSource();

    @Option(
            names = "--jar",
            paramLabel = "FILE",
            description =
                    "Uploads this jar first, as the artifact the spec names; unless its newest version is the same.")
    private @Nullable Path jar;

    @Option(
            names = "--py",
            paramLabel = "FILE",
            description = "The same for a Python program, a .py or a .zip, as the spec's python.artifact.")
    private @Nullable Path python;

    @Option(names = "--publish", description = "Publishes the draft as a version.")
    private boolean publish;

    @Option(names = "--start", description = "Publishes the draft and starts it.")
    private boolean start;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        DeploymentFile read = source.read();
        String path = DeployCommand.path(read.name());
        WeirClient client = where.client();
        ObjectNode body = read.body();
        if (jar != null) {
            upload(client, body.withObject("/spec"), jar, out);
        }
        if (python != null) {
            upload(client, body.withObject("/spec").withObject("/python"), python, out);
        }
        JsonNode applied = client.put(workspace.at(path), body);
        out.println(read.name() + " is at revision " + applied.path("revision").asLong());
        if (publish || start) {
            JsonNode version = client.post(path + "/publish", JsonNodeFactory.instance.objectNode());
            out.println(read.name() + " has version " + version.path("number").asInt());
        }
        if (start) {
            client.post(path + "/start", JsonNodeFactory.instance.objectNode());
            out.println(read.name() + " is wanted to run; see weir deploy get " + read.name());
        }
        return CommandLineInterface.OK;
    }

    /** @param program has the artifact that the file is */
    private void upload(WeirClient client, ObjectNode program, Path file, PrintWriter out) {
        if (!Files.isRegularFile(file)) {
            throw new CommandFailedException("there is no file " + file);
        }
        String name = program.path("artifact").path("name").asText(String.valueOf(file.getFileName()));
        String digest = JarDigest.of(file);
        JsonNode version = null;
        for (JsonNode known : client.get(workspace.at("/api/v1/artifacts"))) {
            if (known.path("name").asText().equals(name)
                    && known.path("sha256").asText().equals(digest)) {
                version = known;
                break;
            }
        }
        if (version == null) {
            version = client.upload(workspace.at("/api/v1/artifacts/" + name), file, UPLOAD);
            out.println("uploaded " + name + " as version "
                    + version.path("version").asInt());
        }
        program.withObject("/artifact")
                .put("name", name)
                .put("version", version.path("version").asInt());
    }
}
