package io.weir.rules.notify;

import io.weir.rules.route.Route;
import io.weir.rules.route.TimeIntervals;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Times in which a route says nothing, the end of things included; that is told when the time is over. */
final class MuteTimeStage implements Stage {
    private volatile Map<String, TimeIntervals> intervals;

    MuteTimeStage(Map<String, TimeIntervals> intervals) {
        this.intervals = Map.copyOf(intervals);
    }

    /** Goes by other times from now on. */
    void use(Map<String, TimeIntervals> newIntervals) {
        intervals = Map.copyOf(newIntervals);
    }

    @Override
    public void judge(Draft draft) {
        if (draft.group == null) {
            return;
        }
        String muted = mutedBy(draft.group.route, draft.now);
        if (muted != null) {
            draft.holdAll(NotifyReason.MUTED, muted);
        }
    }

    private @Nullable String mutedBy(Route route, Instant now) {
        String muted = first(route.muteTimeIntervals(), now);
        if (muted != null) {
            return muted;
        }
        List<String> active = route.activeTimeIntervals();
        return active.isEmpty() || first(active, now) != null ? null : "outside " + String.join(", ", active);
    }

    private @Nullable String first(List<String> names, Instant now) {
        for (String name : names) {
            TimeIntervals interval = intervals.get(name);
            if (interval != null && interval.contains(now)) {
                return name;
            }
        }
        return null;
    }
}
