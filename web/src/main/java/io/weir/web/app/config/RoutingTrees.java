package io.weir.web.app.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.rules.route.Routing;
import io.weir.rules.route.RoutingFault;
import io.weir.rules.route.RoutingReader;
import io.weir.rules.route.YamlTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Routing as the config file has it, under {@code notifications}; parts that are null are not written. */
record RoutingTrees(
        @Nullable YamlTree route,
        @Nullable YamlTree inhibitRules,
        @Nullable YamlTree timeIntervals,
        @Nullable YamlTree muteTimeIntervals) {
    private ObjectNode document() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        put(document, "route", route);
        put(document, "inhibit_rules", inhibitRules);
        put(document, "time_intervals", timeIntervals);
        put(document, "mute_time_intervals", muteTimeIntervals);
        return document;
    }

    private static void put(ObjectNode document, String key, @Nullable YamlTree tree) {
        if (tree != null) {
            document.set(key, tree.json());
        }
    }

    /** What the file says; null when it has no route. Inhibitions hold without one too: then everybody hears of the rest. */
    @Nullable
    Routing routing(Set<String> receivers) {
        if (route == null && inhibitRules == null) {
            return null;
        }
        return read(receivers, new ArrayList<>());
    }

    private Routing read(Set<String> receivers, List<RoutingFault> faults) {
        RoutingReader reader = new RoutingReader(faults);
        ObjectNode document = document();
        if (route != null) {
            return reader.read(document);
        }
        Routing everyone = Routing.toEveryone(receivers.stream().sorted().toList());
        return new Routing(everyone.route(), reader.inhibitRules(document), reader.intervals(document));
    }

    void check(Set<String> receivers, Faults faults) {
        List<RoutingFault> found = new ArrayList<>();
        Routing routing = read(receivers, found);
        found.addAll(routing.faults(receivers));
        found.forEach(fault -> faults.add(fault.place(), "notifications." + fault));
    }
}
