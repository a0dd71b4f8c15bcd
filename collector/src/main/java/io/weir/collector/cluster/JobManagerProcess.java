package io.weir.collector.cluster;

import io.weir.collector.flink.FlinkRest;
import io.weir.collector.flink.FlinkRestException;
import io.weir.collector.flink.JobManagerIdentity;
import io.weir.collector.signal.JobManagerReplaced;
import io.weir.collector.signal.Signal;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which JobManager process answers. It is asked now and then, and in the first good poll after a failed one. Several that take turns behind one
 * address are each told of once. Used by one thread.
 */
final class JobManagerProcess {
    private static final Logger log = LoggerFactory.getLogger(JobManagerProcess.class);
    private static final int POLLS = 5;
    private static final int MOST_KNOWN = 64;

    private final String cluster;
    private final Set<String> known = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_KNOWN;
        }
    });
    private @Nullable JobManagerIdentity current;
    private String version = "";
    private int untilNext;

    JobManagerProcess(String cluster) {
        this.cluster = cluster;
    }

    /** To be called when a poll failed: another process may answer the next. */
    void doubt() {
        untilNext = 0;
    }

    /** Asks when it is time to; an error says nothing about the cluster, which other calls of the poll ask about. */
    List<Signal> look(FlinkRest rest, FlinkRest.Overview overview, Instant now) {
        if (untilNext-- > 0) {
            return List.of();
        }
        untilNext = POLLS;
        try {
            JobManagerIdentity identity = rest.jobManager().orElse(null);
            return identity == null ? List.of() : seen(identity, version(overview), now);
        } catch (FlinkRestException e) {
            log.debug("which JobManager answers for {} is not known: {}", cluster, e.getMessage());
            return List.of();
        }
    }

    private static String version(FlinkRest.Overview overview) {
        return overview.commit().isEmpty()
                ? overview.flinkVersion()
                : overview.flinkVersion() + " (" + overview.commit() + ')';
    }

    private List<Signal> seen(JobManagerIdentity identity, String versionNow, Instant now) {
        JobManagerIdentity before = current;
        String versionBefore = version;
        current = identity;
        version = versionNow;
        if (!known.add(identity.process()) || before == null) {
            return List.of();
        }
        log.info("another JobManager process answers for {}, at {}", cluster, identity.address());
        return List.of(
                new JobManagerReplaced(cluster, now, before.address(), identity.address(), versionBefore, versionNow));
    }
}
