package io.weir.collector.discovery;

import io.weir.collector.target.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Remembers what a source told. */
public final class FakeDiscovery implements Discovery {
    private final List<String> faults = new ArrayList<>();
    private List<Target> targets = List.of();
    private int publications;
    private @Nullable String fault;
    private boolean closed;

    @Override
    public synchronized void publish(Collection<Target> published) {
        targets = List.copyOf(published);
        publications++;
        fault = null;
    }

    @Override
    public synchronized void failed(String reason) {
        fault = reason;
        faults.add(reason);
    }

    @Override
    public synchronized void close() {
        closed = true;
        targets = List.of();
    }

    public synchronized List<Target> targets() {
        return targets;
    }

    public synchronized List<String> processes() {
        return targets.stream().map(Target::process).toList();
    }

    public synchronized int publications() {
        return publications;
    }

    /** The fault that is not over; null for none. */
    public synchronized @Nullable String fault() {
        return fault;
    }

    public synchronized List<String> faults() {
        return List.copyOf(faults);
    }

    public synchronized boolean closed() {
        return closed;
    }
}
