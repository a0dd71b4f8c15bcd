package io.weir.collector.push;

import io.weir.collector.metric.SampleSink;
import io.weir.collector.metric.SelfMetric;
import io.weir.collector.push.Admission.Way;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The receivers of everything that is pushed. Bodies come decompressed, within {@link PushConfig#bodyBytes}. Thread-safe. */
public final class Push implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Push.class);

    private final PushConfig config;
    private final Admission admission;
    private final PushGroups groups;
    private final InfluxReceiver influx;
    private final RemoteWriteReceiver remoteWrite;
    private final ScheduledExecutorService timer;
    private final ScheduledFuture<?> chore;

    /** Receivers that write to a sink. */
    public Push(SampleSink sink, PushConfig config, Clock clock) {
        this.config = config;
        this.admission = new Admission(sink, config, clock);
        this.groups = new PushGroups(config, admission, clock);
        this.influx = new InfluxReceiver(admission, config.sampleLimit(), clock);
        this.remoteWrite = new RemoteWriteReceiver(admission, config);
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "weir-push");
            thread.setDaemon(true);
            return thread;
        });
        long everyMs = Math.max(100, config.interval().dividedBy(2).toMillis());
        this.chore = timer.scheduleWithFixedDelay(this::publishAgain, everyMs, everyMs, TimeUnit.MILLISECONDS);
    }

    private void publishAgain() {
        try {
            groups.publishAgain();
        } catch (RuntimeException e) {
            log.error("pushed groups could not be published again; it is tried again", e);
        }
    }

    /** The largest body, after decompression. */
    public long bodyBytes() {
        return config.bodyBytes();
    }

    /**
     * A push to the Pushgateway API.
     *
     * @param key {@code job} and the other labels of the path
     * @param page exposition text
     * @param replaceAll true for PUT, false for POST
     * @throws PushRefusedException when nothing of it was taken
     */
    public void pushGroup(Map<String, String> key, byte[] page, boolean replaceAll) throws PushRefusedException {
        counted(Way.PUSHGATEWAY, () -> {
            groups.push(key, page, replaceAll);
            return true;
        });
    }

    /** Deletes a group of the Pushgateway API; true when there was one. */
    public boolean deleteGroup(Map<String, String> key) {
        admission.taken(Way.PUSHGATEWAY);
        return groups.delete(key);
    }

    /**
     * A write in InfluxDB's line protocol. Lines that are wrong are left out, the others are taken.
     *
     * @param precision the unit of the times in it
     * @throws PushRefusedException when it is too large
     */
    public LineErrors writeLines(byte[] lines, Duration precision) throws PushRefusedException {
        return counted(Way.INFLUXDB, () -> influx.write(lines, precision));
    }

    /**
     * A request of Prometheus remote write 1.0, as it came: compressed by Snappy.
     *
     * @return how many samples were refused, each for itself
     * @throws PushRefusedException when nothing of it was taken
     */
    public int remoteWrite(byte[] compressed) throws PushRefusedException {
        return counted(Way.REMOTE_WRITE, () -> remoteWrite.write(compressed));
    }

    private interface Receiving<T> {
        T receive() throws PushRefusedException;
    }

    private <T> T counted(Way way, Receiving<T> receiving) throws PushRefusedException {
        try {
            T received = receiving.receive();
            admission.taken(way);
            return received;
        } catch (PushRefusedException e) {
            admission.refused(way);
            throw e;
        }
    }

    /** What was taken and what was refused. */
    public List<SelfMetric> selfMetrics() {
        List<SelfMetric> all = new ArrayList<>(admission.selfMetrics());
        all.addAll(groups.selfMetrics());
        return all;
    }

    @Override
    public void close() {
        chore.cancel(false);
        timer.shutdown();
    }
}
