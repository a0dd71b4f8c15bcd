package io.weir.collector.kubernetes;

import io.weir.collector.signal.PodExited;
import io.weir.collector.signal.PodId;
import io.weir.collector.signal.PodRecovered;
import io.weir.collector.signal.PodStarted;
import io.weir.collector.signal.PodTrouble;
import io.weir.collector.signal.PodTroubled;
import io.weir.collector.signal.Signal;
import java.util.Optional;

/** What makes a signal of a pod the same as another of that pod. */
final class PodNews {
    private PodNews() {}

    static String exit(String container, String containerId) {
        return "exit " + container + " " + containerId;
    }

    static String run(String container, String containerId) {
        return "run " + container + " " + containerId;
    }

    static String trouble(PodTrouble trouble, String container) {
        return "trouble " + trouble + " " + container;
    }

    /** The key of a signal that is told once; of an end of a trouble that of the trouble. Empty for signals of other things. */
    static Optional<String> key(Signal signal) {
        if (signal instanceof PodExited exited) {
            return Optional.of(exit(exited.container(), exited.containerId()));
        }
        if (signal instanceof PodStarted started) {
            return Optional.of(run(started.container(), started.containerId()));
        }
        if (signal instanceof PodTroubled troubled) {
            return Optional.of(trouble(troubled.trouble(), troubled.container()));
        }
        if (signal instanceof PodRecovered recovered) {
            return Optional.of(trouble(recovered.trouble(), recovered.container()));
        }
        return Optional.empty();
    }

    /** The pod of such a signal. */
    static Optional<PodId> pod(Signal signal) {
        if (signal instanceof PodExited exited) {
            return Optional.of(exited.pod());
        }
        if (signal instanceof PodStarted started) {
            return Optional.of(started.pod());
        }
        if (signal instanceof PodTroubled troubled) {
            return Optional.of(troubled.pod());
        }
        return signal instanceof PodRecovered recovered ? Optional.of(recovered.pod()) : Optional.empty();
    }
}
