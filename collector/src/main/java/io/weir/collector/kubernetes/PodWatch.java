package io.weir.collector.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.weir.collector.discovery.Discovery;
import io.weir.collector.metric.SelfMetric;
import io.weir.collector.signal.Signal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the pods of one namespace, or of all, for as long as it is open: a list, then the stream of changes from there, again
 * and again. After a fault it waits, longer each time, and goes on from where it was; when the server has forgotten that
 * place it lists anew. Thread-safe.
 */
final class PodWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PodWatch.class);

    /** A stream that ends sooner, with nothing in it, is no progress. */
    private static final Duration SHORT = Duration.ofSeconds(1);

    /** So many streams in a row that ended at once are an error of the API, not its habit. */
    private static final int FAILURES_TO_SAY = 3;

    private final String kubernetes;
    private final String namespace;
    private final PodApi api;
    private final PodSet pods;
    private final PodPauses pauses;
    private final Duration timeout;
    private final Clock clock;
    private final Discovery discovery;
    private final Consumer<Signal> signals;
    private final Thread thread;
    private final LongAdder lists = new LongAdder();
    private final LongAdder changes = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private volatile int size;
    private volatile int leftOut;
    private volatile boolean known;
    private volatile boolean closing;
    private boolean streaming;
    private int failuresInRow;

    /** Streams that opened and ended at once, one after the other; when there are more of them, opening is no success. */
    private int shortInRow;

    private String place = "";

    PodWatch(
            KubernetesConfig config,
            String namespace,
            PodApi api,
            PodSet pods,
            PodPauses pauses,
            Clock clock,
            Discovery discovery,
            Consumer<Signal> signals) {
        this.kubernetes = config.name();
        this.namespace = namespace;
        this.api = api;
        this.pods = pods;
        this.pauses = pauses;
        this.timeout = config.timeout();
        this.clock = clock;
        this.discovery = discovery;
        this.signals = signals;
        this.thread = new Thread(this::run, "weir-pods-" + kubernetes + (namespace.isEmpty() ? "" : "-" + namespace));
        this.thread.setDaemon(true);
    }

    /** Begins; called once. */
    void start() {
        thread.start();
    }

    private void run() {
        while (!closing) {
            Duration pause = Duration.ZERO;
            streaming = false;
            try {
                if (place.isEmpty()) {
                    list();
                }
                follow();
            } catch (ApiException e) {
                pause = failed(e);
            } catch (InterruptedException e) {
                // Only close() interrupts; the loop's condition sees it.
                continue;
            } catch (RuntimeException | AssertionError | StackOverflowError e) {
                log.error("the watch of pods of {} failed within Weir", this, e);
                place = "";
                pause = failed(new ApiException("Weir failed to watch: " + e, e));
            }
            sleep(pause);
        }
    }

    private void list() throws ApiException, InterruptedException {
        List<Pod> all = new ArrayList<>();
        String next = "";
        String version;
        do {
            PodApi.Page page = api.list(next);
            all.addAll(page.pods());
            next = page.next();
            version = page.resourceVersion();
        } while (!next.isEmpty());
        lists.increment();
        tell(pods.replace(all, clock.instant()));
        place = version;
        succeeded();
    }

    private void follow() throws ApiException, InterruptedException {
        // By chance, so that the watches of many namespaces do not all begin anew at the same moment.
        Duration watchFor = pauses.watchFor()
                .plusMillis(ThreadLocalRandom.current()
                        .nextLong(1 + pauses.watchFor().toMillis() / 5));
        long begun = System.nanoTime();
        long deadline = begun + watchFor.plus(timeout).toNanos();
        int seen = 0;
        try (PodChanges stream = api.watch(place, watchFor)) {
            streaming = true;
            if (shortInRow < FAILURES_TO_SAY) {
                becomeKnown();
            }
            while (!closing) {
                boolean isHere = stream.isHereWithin(pauses.tick());
                if (System.nanoTime() - begun >= SHORT.toNanos()) {
                    succeeded();
                }
                if (!isHere) {
                    tell(pods.tick(clock.instant()));
                    if (System.nanoTime() > deadline) {
                        throw new ApiException("the watch did not end when it should have; the connection hangs");
                    }
                    continue;
                }
                PodChanges.Change change = stream.next(timeout);
                if (change == null) {
                    break;
                }
                apply(change);
                seen++;
                succeeded();
            }
        }
        if (seen == 0 && System.nanoTime() - begun < SHORT.toNanos() && !closing) {
            shortInRow++;
            throw new ApiException("the watch ended as soon as it began");
        }
    }

    private void apply(PodChanges.Change change) {
        Pod pod = change.pod();
        if (pod != null) {
            changes.increment();
            tell(change.deleted() ? pods.delete(pod, clock.instant()) : pods.see(pod, clock.instant()));
            if (pods.takeTargetsChanged()) {
                discovery.publish(pods.targets());
            }
        }
        if (!change.resourceVersion().isEmpty()) {
            place = change.resourceVersion();
        }
    }

    private void tell(List<Signal> news) {
        news.forEach(signals);
        size = pods.size();
        leftOut = pods.leftOut();
    }

    /** An answer that was good: what is known is so again. */
    private void succeeded() {
        failuresInRow = 0;
        shortInRow = 0;
        becomeKnown();
    }

    private void becomeKnown() {
        if (!known || pods.takeTargetsChanged()) {
            if (!known) {
                log.info("the pods of {} are known: {}", this, pods.size());
            }
            known = true;
            discovery.publish(pods.targets());
        }
    }

    private Duration failed(ApiException e) {
        if (closing) {
            return Duration.ZERO;
        }
        failures.increment();
        failuresInRow++;
        if (e.kind() == ApiException.Kind.LIST_ANEW) {
            boolean wasFollowing = !place.isEmpty();
            place = "";
            if (wasFollowing && failuresInRow == 1) {
                // Quite usual after a quiet hour or a compaction of etcd, and no fault: list at once.
                return Duration.ZERO;
            }
        }
        boolean usual = streaming && failuresInRow < FAILURES_TO_SAY && e.kind() != ApiException.Kind.FORBIDDEN;
        if (!usual) {
            // A proxy that cuts a quiet stream makes nothing unknown, unless it cuts the next one too.
            known = false;
            discovery.failed(String.valueOf(e.getMessage()));
        }
        return pauses.after(failuresInRow, e.retryAfter());
    }

    private void sleep(Duration pause) {
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            if (!closing) {
                log.warn("the watch of pods of {} was interrupted and goes on", this);
            }
        }
    }

    /** The containers that have a log, as the watch last told. */
    List<PodContainer> logs() {
        return pods.logs();
    }

    /** The watch's own counters. */
    List<SelfMetric> selfMetrics() {
        return List.of(
                of(SelfMetric.gauge(
                        "weir_kubernetes_known", "1 when the pods are known, 0 when they are unknown.", known ? 1 : 0)),
                of(SelfMetric.gauge("weir_kubernetes_pods", "Flink pods that are known.", size)),
                of(SelfMetric.gauge(
                        "weir_kubernetes_left_out_pods",
                        "Pods that the selector finds and whose cluster or component is not to be told.",
                        leftOut)),
                of(SelfMetric.counter("weir_kubernetes_lists_total", "Lists of pods that were read.", lists.sum())),
                of(SelfMetric.counter(
                        "weir_kubernetes_changes_total", "Changes of pods that were read.", changes.sum())),
                of(SelfMetric.counter(
                        "weir_kubernetes_failures_total", "Lists and watches that failed.", failures.sum())));
    }

    private SelfMetric of(SelfMetric metric) {
        return metric.with("kubernetes", kubernetes).with("namespace", namespace);
    }

    /** Has the watch end soon. */
    void end() {
        closing = true;
        thread.interrupt();
    }

    @Override
    public void close() {
        end();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        discovery.close();
    }

    @Override
    public String toString() {
        return kubernetes + (namespace.isEmpty() ? "" : "/" + namespace);
    }
}
