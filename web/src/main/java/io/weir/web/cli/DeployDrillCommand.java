package io.weir.web.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Breaks a deployment on purpose and reports who noticed, and how soon it was well again. */
@Command(
        name = "drill",
        description =
                "Breaks a running deployment on purpose (kill-taskmanager, freeze-taskmanager, fill-heap, cut-checkpoints)"
                        + " and reports when that was detected, notified and recovered.",
        mixinStandardHelpOptions = true)
final class DeployDrillCommand implements Callable<Integer> {
    private static final long POLL_MILLIS = 1000;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private CommandSpec spec;

    @Mixin
    private RunningWeir where = new RunningWeir();

    @Parameters(index = "0", paramLabel = "NAME", description = "The deployment.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "DRILL", description = "Which drill.")
    private String drill = "";

    @Option(names = "--process", paramLabel = "NAME", description = "A TaskManager; the first one when left out.")
    private @Nullable String process;

    @Option(names = "--seconds", defaultValue = "60", description = "How long it lasts (${DEFAULT-VALUE}).")
    private int seconds = 60;

    @Option(
            names = "--patience",
            defaultValue = "300",
            description = "Seconds to wait for everything to be well again after it (${DEFAULT-VALUE}).")
    private int patience = 300;

    private @Nullable Instant detected;
    private @Nullable Instant notified;
    private @Nullable Instant recovered;

    @Override
    public Integer call() throws InterruptedException {
        WeirClient client = where.client();
        PrintWriter out = spec.commandLine().getOut();
        ObjectNode asked = JsonNodeFactory.instance.objectNode();
        asked.put("drill", drill).put("seconds", seconds);
        if (process != null) {
            asked.put("process", process);
        }
        Set<String> before = firing(client, "");
        JsonNode begun = client.post(DeployCommand.path(name) + "/drills", asked);
        Instant at = Instant.parse(begun.path("at").asText());
        Instant until = Instant.parse(begun.path("until").asText());
        String cluster = begun.path("cluster").asText();
        out.println(drill + " on " + begun.path("process").asText() + " of " + name + " until " + until);
        Instant end = until.plusSeconds(patience);
        while (recovered == null && Instant.now().isBefore(end)) {
            Thread.sleep(POLL_MILLIS);
            look(client, cluster, at, until, before);
        }
        out.println("detected  " + after(at, detected));
        out.println("notified  " + after(at, notified));
        out.println("recovered " + after(at, recovered));
        return detected != null && recovered != null ? CommandLineInterface.OK : CommandLineInterface.FAILED;
    }

    private void look(WeirClient client, String cluster, Instant at, Instant until, Set<String> before) {
        Set<String> ours = new HashSet<>();
        for (JsonNode event : events(client, cluster)) {
            String fired = event.path("firedAt").asText("");
            String id = event.path("id").asText();
            if (!before.contains(id) && !fired.isEmpty() && !fired.equals("null")) {
                Instant when = Instant.parse(fired);
                if (!when.isBefore(at)) {
                    ours.add(id);
                    detected = earlier(detected, when);
                }
            }
        }
        for (JsonNode sent : client.get("/api/v1/notifications?limit=200")) {
            boolean about = false;
            for (JsonNode id : sent.path("eventIds")) {
                about |= ours.contains(id.asText());
            }
            if (about && sent.hasNonNull("sentAt")) {
                notified = earlier(notified, Instant.parse(sent.path("sentAt").asText()));
            }
        }
        Set<String> still = firing(client, cluster);
        still.retainAll(ours);
        JsonNode now = client.get(DeployCommand.path(name));
        boolean runs = now.path("state").asText().equals("running")
                && now.path("unknownSince").isNull();
        boolean longEnough = Duration.between(until, Instant.now()).compareTo(Duration.ofSeconds(30)) > 0;
        if (runs && still.isEmpty() && !Instant.now().isBefore(until) && (detected != null || longEnough)) {
            recovered = Instant.now();
        }
    }

    private static List<JsonNode> events(WeirClient client, String cluster) {
        JsonNode answer = client.get("/api/v1/events?limit=500" + (cluster.isEmpty() ? "" : "&cluster=" + cluster));
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode event : answer.isArray() ? answer : answer.path("events")) {
            if (cluster.isEmpty()
                    || event.path("labels").path("cluster").asText().equals(cluster)
                    || event.path("subject").path("cluster").asText().equals(cluster)) {
                found.add(event);
            }
        }
        return found;
    }

    private static Set<String> firing(WeirClient client, String cluster) {
        Set<String> ids = new HashSet<>();
        for (JsonNode event : events(client, cluster)) {
            if (event.path("state").asText().equals("firing")) {
                ids.add(event.path("id").asText());
            }
        }
        return ids;
    }

    private static Instant earlier(@Nullable Instant known, Instant other) {
        return known == null || other.isBefore(known) ? other : known;
    }

    private static String after(Instant at, @Nullable Instant when) {
        return when == null
                ? "never"
                : String.format(
                        java.util.Locale.ROOT,
                        "in %.1f s",
                        Duration.between(at, when).toMillis() / 1000.0);
    }
}
