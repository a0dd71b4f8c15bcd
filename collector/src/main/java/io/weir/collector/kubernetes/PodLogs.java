package io.weir.collector.kubernetes;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The logs of the watched pods of one Kubernetes API, by <a
 * href="https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#get-read-log-of-the-specified-pod">its log
 * endpoint</a>. Thread-safe.
 */
public final class PodLogs {
    private final PodApi api;
    private final Supplier<List<PodContainer>> containers;

    PodLogs(PodApi api, Supplier<List<PodContainer>> containers) {
        this.api = api;
        this.containers = containers;
    }

    /** The containers that have a log, as the watches last told; those of pods that are gone have none. */
    public List<PodContainer> containers() {
        return containers.get();
    }

    /**
     * The lines of the run that goes on, or of the last one when none does, and those that follow until it ends. Each begins with its
     * time (RFC 3339 with nanoseconds) and a blank.
     *
     * @param since lines of this second and later; null for all that the node keeps
     */
    public PodLogStream follow(PodContainer container, @Nullable Instant since)
            throws PodLogException, InterruptedException {
        return open(container, "&follow=true", since);
    }

    /** The lines of the run before that one. */
    public PodLogStream previous(PodContainer container, @Nullable Instant since)
            throws PodLogException, InterruptedException {
        return open(container, "&previous=true", since);
    }

    private PodLogStream open(PodContainer container, String how, @Nullable Instant since)
            throws PodLogException, InterruptedException {
        // The API knows whole seconds only (https://kubernetes.io/docs/reference/kubernetes-api: sinceTime).
        String from = since == null ? "" : since.truncatedTo(ChronoUnit.SECONDS).toString();
        try {
            return new PodLogStream(api.log(container, how, from));
        } catch (ApiException e) {
            throw new PodLogException(e);
        }
    }
}
