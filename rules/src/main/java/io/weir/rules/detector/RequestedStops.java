package io.weir.rules.detector;

import io.weir.collector.signal.JobStatusChanged;
import io.weir.collector.signal.JobStopRequested;
import io.weir.collector.signal.ProcessExited;
import io.weir.collector.signal.ProcessKind;
import io.weir.collector.signal.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who asked Weir for the stops that are seen, so that they are told from the stops of others. Not thread-safe. */
final class RequestedStops {
    /** A stop with a savepoint of much state takes long. */
    private static final Duration STOP_TAKES = Duration.ofHours(1);

    private static final int MOST = 10_000;

    private final Map<String, Asked> asked = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Asked> eldest) {
            return size() > MOST;
        }
    };

    private record Asked(Instant at, String by) {}

    /** Hears who asks. A JobManager that Weir stops takes its jobs with it. */
    void onSignal(Signal signal) {
        if (signal instanceof JobStopRequested request) {
            asked.put(key(request.cluster(), request.jobId()), new Asked(request.at(), request.by()));
        } else if (signal instanceof ProcessExited exit && exit.requested() && exit.kind() == ProcessKind.JOB_MANAGER) {
            asked.put(key(exit.cluster(), ""), new Asked(exit.at(), "weir"));
        }
    }

    /** Who asked Weir for the end of a job; null when nobody did. */
    @Nullable
    String askedBy(JobStatusChanged end) {
        for (String jobId : new String[] {end.jobId(), ""}) {
            Asked request = asked.get(key(end.cluster(), jobId));
            if (request != null && !request.at.plus(STOP_TAKES).isBefore(end.at())) {
                return request.by;
            }
        }
        return null;
    }

    private static String key(String cluster, String jobId) {
        return cluster + "\n" + jobId;
    }
}
