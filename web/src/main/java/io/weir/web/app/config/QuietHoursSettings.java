package io.weir.web.app.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.rules.event.Severity;
import io.weir.rules.notify.QuietHours;
import io.weir.rules.route.RoutingFault;
import io.weir.rules.route.RoutingReader;
import io.weir.rules.route.TimeIntervals;
import io.weir.rules.route.YamlTree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When a receiver is told nothing. */
public record QuietHoursSettings(
        @Setting(
                help = "The quiet times, as a list of Alertmanager's time intervals; docs/routing.md tells of them.",
                required = true)
        YamlTree times,

        @Setting(help = "The least severity that is told nevertheless: `warning` or `critical`; none when missing.")
        @Nullable
        Severity passes) {
    private static final String NAME = "quiet hours";

    public QuietHoursSettings {
        List<RoutingFault> found = new ArrayList<>();
        TimeIntervals read = read(times, found);
        Faults faults = new Faults();
        for (RoutingFault fault : found) {
            String place = fault.place().replaceFirst("^time_intervals\\[0]\\.time_intervals", "times");
            faults.add(place, "quiet_hours." + place + ": " + fault.message());
        }
        if (found.isEmpty() && read.intervals().isEmpty()) {
            faults.add(
                    "times",
                    "quiet_hours.times is empty; write for example [{times: [{start_time: '22:00', end_time: '24:00'}]}]");
        }
        faults.throwIfAny();
    }

    private static TimeIntervals read(YamlTree times, List<RoutingFault> faults) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.putArray("time_intervals").addObject().put("name", NAME).set("time_intervals", times.json());
        return new RoutingReader(faults).intervals(document).get(0);
    }

    /** What the rules make of it. */
    QuietHours quietHours() {
        return new QuietHours(read(times, new ArrayList<>()), passes);
    }
}
