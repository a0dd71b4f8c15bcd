package io.weir.demo.jobs;

import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every order's customer up in a service that takes 2 ms, one at a time: the demo's bottleneck. */
final class CustomerEnrichment extends RichMapFunction<Order, Order> {
    private static final Logger LOG = LoggerFactory.getLogger(CustomerEnrichment.class);
    private static final long LOOKUP_MILLIS = 2;

    @SuppressWarnings("NullAway.Init")
    private transient Pace report;

    private transient long enriched;

    @Override
    public void open(OpenContext context) {
        report = new Pace(20);
        LOG.info("Connected to the customer directory crm-1.internal:8443");
    }

    @Override
    public Order map(Order order) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(LOOKUP_MILLIS);
        enriched++;
        if (report.isDue()) {
            LOG.info("Enriched {} orders so far, the last was {} of {}", enriched, order.id(), order.customer());
            LOG.warn("Customer directory answers slowly: 95th percentile {} ms", LOOKUP_MILLIS + order.id() % 7);
        }
        return order;
    }
}
