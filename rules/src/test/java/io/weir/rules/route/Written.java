package io.weir.rules.route;

import java.util.ArrayList;
import java.util.List;

/** Routing as tests write it. */
final class Written {
    private Written() {}

    static Routing routing(String yaml) {
        List<RoutingFault> faults = new ArrayList<>();
        Routing routing = new RoutingReader(faults).read(YamlTree.parse(yaml).json());
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(faults.toString());
        }
        return routing;
    }

    static List<String> faults(String yaml, String... receivers) {
        List<RoutingFault> faults = new ArrayList<>();
        Routing routing = new RoutingReader(faults).read(YamlTree.parse(yaml).json());
        faults.addAll(routing.faults(java.util.Set.of(receivers)));
        return faults.stream().map(RoutingFault::toString).toList();
    }
}
