package io.weir.web.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is wanted of deployments. */
final class DeployChangeCommands {
    private DeployChangeCommands() {}

    /** What these commands have in common. */
    abstract static class Change implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // Set by picocli before call().
        CommandSpec spec;

        @Mixin
        RunningWeir where = new RunningWeir();

        @Parameters(paramLabel = "NAME")
        String name = "";

        void say(String text) {
            spec.commandLine().getOut().println(text);
        }

        static ObjectNode object() {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    /** One after which a state is waited for. */
    abstract static class Awaited extends Change {
        @Option(
                names = "--no-wait",
                description = "Comes back at once; otherwise it waits until it is so, or is given up.")
        boolean noWait;

        @Option(
                names = "--timeout",
                paramLabel = "SECONDS",
                defaultValue = "600",
                description = "How long to wait (${DEFAULT-VALUE}).")
        long timeout = 600;

        int wish(String verb, ObjectNode body, String state) {
            WeirClient client = where.client();
            String path = DeployCommand.path(name);
            client.post(path + "/" + verb, body);
            if (noWait) {
                return CommandLineInterface.OK;
            }
            JsonNode end = await(
                    client,
                    path,
                    timeout,
                    now -> now.path("settled").asBoolean()
                            && !now.path("state").asText().equals("transitioning"));
            say(DeployCommand.line(end));
            boolean so = end.path("state").asText().equals(state)
                    && end.path("unknownSince").isNull();
            return so ? CommandLineInterface.OK : CommandLineInterface.FAILED;
        }
    }

    static JsonNode await(WeirClient client, String path, long seconds, Predicate<JsonNode> enough) {
        long deadline = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        while (true) {
            JsonNode now = client.get(path);
            if (enough.test(now)) {
                return now;
            }
            if (System.nanoTime() - deadline > 0) {
                throw new CommandFailedException("not so after " + seconds + " s: " + DeployCommand.line(now));
            }
            try {
                TimeUnit.MILLISECONDS.sleep(250);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CommandFailedException("interrupted");
            }
        }
    }

    /** Runs it. */
    @Command(
            name = "start",
            description = "Runs a version; one that runs is upgraded as its strategy says.",
            mixinStandardHelpOptions = true)
    static final class Start extends Awaited {
        @Option(names = "--version-number", paramLabel = "NUMBER", description = "The newest by default.")
        private @Nullable Integer version;

        @Option(
                names = "--restore",
                paramLabel = "FROM",
                description = "none, latest-savepoint, latest-state or snapshot; by default as the spec says.")
        private @Nullable String restore;

        @Option(names = "--snapshot", paramLabel = "ID", description = "The snapshot, with --restore snapshot.")
        private @Nullable String snapshot;

        @Option(names = "--allow-non-restored", description = "State that no operator claims may be left behind.")
        private boolean allowNonRestored;

        @Override
        public Integer call() {
            ObjectNode body = object();
            if (version != null) {
                body.put("version", version);
            }
            if (restore != null) {
                body.put("restore", restore);
                body.put("allowNonRestored", allowNonRestored);
            }
            if (snapshot != null) {
                body.put("snapshot", snapshot);
            }
            return wish("start", body, "running");
        }
    }

    /** Stops it with a savepoint. */
    @Command(name = "suspend", description = "Stops it with a savepoint.", mixinStandardHelpOptions = true)
    static final class Suspend extends Awaited {
        @Override
        public Integer call() {
            return wish("suspend", object(), "suspended");
        }
    }

    /** Ends it. */
    @Command(name = "cancel", description = "Ends it without a savepoint.", mixinStandardHelpOptions = true)
    static final class Cancel extends Awaited {
        @Override
        public Integer call() {
            return wish("cancel", object(), "cancelled");
        }
    }

    /** Saves its state. */
    @Command(name = "savepoint", description = "Makes a savepoint of what runs.", mixinStandardHelpOptions = true)
    static final class Savepoint extends Change {
        @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.")
        private String description = "";

        @Override
        public Integer call() {
            WeirClient client = where.client();
            String path = DeployCommand.path(name) + "/snapshots";
            String id = client.post(path, object().put("description", description))
                    .path("id")
                    .asText();
            JsonNode made = await(client, path, 1800, all -> !of(all, id)
                    .path("state")
                    .asText()
                    .equals("creating"));
            JsonNode snapshot = of(made, id);
            boolean present = snapshot.path("state").asText().equals("present");
            say(
                    present
                            ? snapshot.path("path").asText()
                            : snapshot.path("state").asText() + ": "
                                    + snapshot.path("cause").asText());
            return present ? CommandLineInterface.OK : CommandLineInterface.FAILED;
        }

        private static JsonNode of(JsonNode all, String id) {
            for (JsonNode one : all) {
                if (one.path("id").asText().equals(id)) {
                    return one;
                }
            }
            throw new CommandFailedException("savepoint " + id + " is not in the list any more");
        }
    }

    /** Makes another one. */
    @Command(
            name = "clone",
            description = "Makes another deployment with the draft of this one.",
            mixinStandardHelpOptions = true)
    static final class Clone extends Change {
        @Parameters(index = "1", paramLabel = "NEW-NAME")
        private String as = "";

        @Override
        public Integer call() {
            where.client().post(DeployCommand.path(name) + "/clone", object().put("name", as));
            say(as + " is a clone of " + name);
            return CommandLineInterface.OK;
        }
    }

    /** Forgets it. */
    @Command(
            name = "delete",
            description = "Deletes a deployment of which nothing runs; its savepoints stay on disk.",
            mixinStandardHelpOptions = true)
    static final class Delete extends Change {
        @Override
        public Integer call() {
            where.client().delete(DeployCommand.path(name));
            say(name + " is deleted");
            return CommandLineInterface.OK;
        }
    }
}
