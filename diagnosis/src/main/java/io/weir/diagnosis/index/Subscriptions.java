package io.weir.diagnosis.index;

import io.weir.diagnosis.log.LogStream;
import io.weir.diagnosis.log.RawRecord;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** Who is told of new records. Thread-safe. */
final class Subscriptions {
    /** More would let readers slow down the taking in. */
    static final int MOST = 64;

    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final LongAdder missed = new LongAdder();

    Subscription add(Clause clause, Consumer<Hit> listener) {
        synchronized (this) {
            if (subscriptions.size() >= MOST) {
                throw new IllegalStateException("there are " + MOST + " live tails already; close one first");
            }
            Subscription subscription = new Subscription(clause, listener, missed, subscriptions::remove);
            subscriptions.add(subscription);
            return subscription;
        }
    }

    /** Offers a record to all; never waits. */
    void offer(LogStream stream, RawRecord record, long ordinal) {
        if (subscriptions.isEmpty()) {
            return;
        }
        RecordView view = new RecordView(stream, record);
        for (Subscription subscription : subscriptions) {
            subscription.offer(view, record, ordinal);
        }
    }

    /** Records that were not told because a listener was slow. */
    long missed() {
        return missed.sum();
    }

    void close() {
        subscriptions.forEach(Subscription::close);
    }
}
