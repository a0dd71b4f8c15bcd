package io.weir.rules.notify;

import io.weir.collector.metric.SelfMetric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A courier for each channel of each receiver. Thread-safe. */
final class Couriers implements AutoCloseable {
    private final Map<String, Courier> byDestination = new LinkedHashMap<>();

    Couriers(Map<String, Destination> destinations, Courier.Tools tools) {
        ChannelTools channelTools = new ChannelTools(tools.clock());
        destinations.forEach((key, destination) -> byDestination.put(
                key, new Courier(destination, destination.config().open(channelTools), tools)));
    }

    void start() {
        byDestination.values().forEach(Courier::start);
    }

    /** These were committed; those of receivers that are gone stay in the outbox. */
    void offer(List<Outgoing> committed) {
        if (committed.size() == 1) {
            offer(committed.get(0).destination(), committed);
            return;
        }
        committed.stream().collect(Collectors.groupingBy(Outgoing::destination)).forEach(this::offer);
    }

    private void offer(String destination, List<Outgoing> committed) {
        Courier courier = byDestination.get(destination);
        if (courier != null) {
            courier.offer(committed);
        }
    }

    /** A dead one waits again. */
    void revived(Outgoing outgoing) {
        Courier courier = byDestination.get(outgoing.destination());
        if (courier != null) {
            courier.revived(outgoing);
        }
    }

    /** Sends everything that is due, without threads; for tests that hold the clock. */
    void sendAll() throws InterruptedException {
        for (Courier courier : byDestination.values()) {
            while (courier.sendOne()) {
                continue;
            }
        }
    }

    /** How sending through each channel goes. */
    List<ChannelHealth> health() {
        return byDestination.values().stream().map(Courier::health).toList();
    }

    /** What each counts about itself. */
    List<SelfMetric> selfMetrics() {
        return byDestination.values().stream()
                .flatMap(courier -> courier.selfMetrics().stream())
                .toList();
    }

    @Override
    public void close() {
        byDestination.values().forEach(Courier::close);
    }
}
