package io.weir.collector.sink.delivery;

import io.weir.collector.sink.spool.Spooled;
import java.util.List;

/** Sends samples to one server. Used by one thread; {@link #close} may come from another and ends a send. */
public interface Exporter extends AutoCloseable {
    /** Sends samples, within the destination's timeout, and says how that went; it throws nothing. */
    Delivery send(List<Spooled> samples);

    /** Called every few seconds while there is nothing to send. */
    default Delivery idle() {
        return Delivery.Done.NOTHING;
    }

    @Override
    void close();
}
