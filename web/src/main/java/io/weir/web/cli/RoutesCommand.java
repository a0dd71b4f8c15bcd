package io.weir.web.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.rules.route.Matchers;
import io.weir.rules.route.Route;
import io.weir.rules.route.RouteTrace;
import io.weir.rules.route.RouteTree;
import io.weir.rules.route.Routing;
import io.weir.rules.route.RoutingReader;
import io.weir.rules.route.alertmanager.AlertmanagerFile;
import io.weir.web.app.Home;
import io.weir.web.app.config.ConfigFile;
import io.weir.web.app.config.Durations;
import io.weir.web.app.config.NotificationSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Who hears of what, of a file or of the Weir that runs on this machine. */
@Command(
        name = "routes",
        description = "Shows who hears of what, and why.",
        mixinStandardHelpOptions = true,
        subcommands = {RoutesCommand.Test.class, RoutesCommand.Show.class})
final class RoutesCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before run().
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what to do: weir routes test label=value..., or weir routes show");
    }

    /** Where the routes come from. */
    static final class Source {
        @Option(names = "--config", paramLabel = "FILE", description = "The routes of a weir.yaml.")
        private @Nullable Path config;

        @Option(names = "--alertmanager", paramLabel = "FILE", description = "The routes of an alertmanager.yml.")
        private @Nullable Path alertmanager;

        @Mixin
        private RunningWeir weir = new RunningWeir();

        RouteTree tree() {
            if (alertmanager != null) {
                return ofAlertmanager(alertmanager);
            }
            return config == null ? ofRunning() : ofConfig(config);
        }

        private static RouteTree ofAlertmanager(Path file) {
            AlertmanagerFile read = AlertmanagerFile.read(text(file));
            if (!read.faults().isEmpty()) {
                throw new CommandFailedException(
                        read.faults().stream().map(fault -> file + ":" + fault).collect(Collectors.joining("\n")));
            }
            return read.routing().tree();
        }

        private static RouteTree ofConfig(Path file) {
            NotificationSettings notifications = ConfigFile.read(
                            file, Map.of("WEIR_HOME", Home.folder().toString()))
                    .notifications();
            return notifications.routingInForce().tree();
        }

        private RouteTree ofRunning() {
            JsonNode document = weir.client().get("/api/v1/routing").path("routing");
            Routing routing = new RoutingReader(new ArrayList<>()).read(document);
            return routing.tree();
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new CommandFailedException(file + " cannot be read: " + e);
        }
    }

    /** Where an event would go. */
    @Command(
            name = "test",
            description = "Says where an event with some labels would go, and why.",
            mixinStandardHelpOptions = true)
    static final class Test implements Callable<Integer> {
        private static final ObjectMapper JSON = new ObjectMapper();

        @Spec
        @SuppressWarnings("NullAway.Init") // Set by picocli before call().
        private CommandSpec spec;

        @Mixin
        private Source source = new Source();

        @Option(
                names = "--verify-receivers",
                paramLabel = "NAMES",
                description = "Exit with code 1 unless it goes to these, with commas between them.")
        private @Nullable String expected;

        @Option(names = "--quiet", description = "Prints the receivers only.")
        private boolean quiet;

        @Option(names = "--json", description = "Prints receivers, groups and reasons as JSON.")
        private boolean json;

        @Parameters(paramLabel = "LABEL=VALUE", arity = "0..*", description = "The labels, such as severity=critical.")
        private List<String> texts = List.of();

        @Override
        public Integer call() {
            RouteTrace trace = source.tree().explain(labels());
            String receivers = trace.taken().stream().map(Route::receiver).collect(Collectors.joining(","));
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(asJson(trace));
            } else {
                out.println(receivers);
                if (!quiet) {
                    print(trace, out);
                }
            }
            if (expected != null && !expected.equals(receivers)) {
                spec.commandLine().getErr().println("weir: it goes to " + receivers + ", not to " + expected);
                return CommandLineInterface.FAILED;
            }
            return CommandLineInterface.OK;
        }

        private Map<String, String> labels() {
            Map<String, String> labels = new TreeMap<>();
            for (String text : texts) {
                try {
                    Matchers.parse(text).all().forEach(matcher -> labels.put(matcher.name(), matcher.value()));
                } catch (IllegalArgumentException e) {
                    throw new ParameterException(spec.commandLine(), text + ": write LABEL=VALUE", e);
                }
                if (Matchers.parse(text).all().stream()
                        .anyMatch(matcher -> !matcher.kind().symbol().equals("="))) {
                    throw new ParameterException(spec.commandLine(), text + ": an event has values; write LABEL=VALUE");
                }
            }
            return labels;
        }

        private static void print(RouteTrace trace, PrintWriter out) {
            out.println();
            for (RouteTrace.Step step : trace.steps()) {
                String mark =
                        switch (step.verdict()) {
                            case TAKEN -> "=>";
                            case HANDED_DOWN -> "->";
                            case PASSED -> " x";
                            case NOT_TRIED -> " -";
                        };
                out.println(
                        mark + " " + "  ".repeat(step.depth()) + title(step.route(), step.depth()) + ": " + step.why());
            }
            for (Route route : trace.taken()) {
                out.println();
                out.println(route.receiver() + " gets it in the group "
                        + route.groupKey(route.groupLabels(trace.labels())) + ", first after "
                        + Show.text(route.groupWait()) + ", news of it after " + Show.text(route.groupInterval())
                        + ", again after " + Show.text(route.repeatInterval()));
            }
        }

        private static String asJson(RouteTrace trace) {
            var root = JSON.createObjectNode();
            trace.taken().forEach(route -> root.withArray("receivers").add(route.receiver()));
            for (RouteTrace.Step step : trace.steps()) {
                root.withArray("steps")
                        .addObject()
                        .put("id", step.route().id())
                        .put("depth", step.depth())
                        .put("receiver", step.route().receiver())
                        .put("verdict", step.verdict().name().toLowerCase(Locale.ROOT))
                        .put("why", step.why());
            }
            return root.toPrettyString();
        }
    }

    private static String title(Route route, int depth) {
        return depth == 0 ? "default-route" : route.matchers().toString();
    }

    /** The whole tree. */
    @Command(name = "show", description = "Prints the tree of routes.", mixinStandardHelpOptions = true)
    static final class Show implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // Set by picocli before call().
        private CommandSpec spec;

        @Mixin
        private Source source = new Source();

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            print(source.tree().root(), "", "", 0, out);
            return CommandLineInterface.OK;
        }

        private static void print(Route route, String branch, String indent, int depth, PrintWriter out) {
            StringBuilder line = new StringBuilder(branch + title(route, depth) + "  receiver: " + route.receiver());
            line.append("  group_by: ")
                    .append(
                            route.groupBy().all()
                                    ? "[" + Route.EVERY_LABEL + "]"
                                    : route.groupBy().labels().toString());
            line.append("  ")
                    .append(text(route.groupWait()))
                    .append("|")
                    .append(text(route.groupInterval()))
                    .append("|")
                    .append(text(route.repeatInterval()));
            line.append(route.goOn() ? "  continue: true" : "");
            line.append(route.muteTimeIntervals().isEmpty() ? "" : "  muted in: " + route.muteTimeIntervals());
            line.append(route.activeTimeIntervals().isEmpty() ? "" : "  only in: " + route.activeTimeIntervals());
            route.escalate().forEach(step -> line.append("  after ")
                    .append(text(step.after()))
                    .append(": ")
                    .append(step.receiver()));
            out.println(line);
            List<Route> below = route.routes();
            for (int i = 0; i < below.size(); i++) {
                boolean last = i == below.size() - 1;
                print(
                        below.get(i),
                        indent + (last ? "└── " : "├── "),
                        indent + (last ? "    " : "│   "),
                        depth + 1,
                        out);
            }
        }

        static String text(Duration duration) {
            return Durations.format(duration);
        }
    }
}
