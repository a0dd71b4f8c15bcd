package io.weir.demo.jobs;

import java.time.Duration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * Orders of a shop, 2,000 in a second, through an operator that manages about 450 in a second and subtask: it is busy all
 * the time and everything before it is back-pressured.
 */
public final class Orders {
    private Orders() {}

    public static void main(String[] words) throws Exception {
        Arguments.parse(words);
        StreamExecutionEnvironment environment = Jobs.environment(Duration.ofSeconds(2), Duration.ofSeconds(10));
        environment.disableOperatorChaining();
        Jobs.messages(environment, "orders-source", 2_000, Order::message)
                .rebalance()
                .map(Order::parse)
                .returns(Order.class)
                .name("parse-order")
                .uid("parse-order")
                .keyBy(Order::customer)
                .map(new CustomerEnrichment())
                .name("enrich-customer")
                .uid("enrich-customer")
                .sinkTo(new DiscardingSink<>())
                .name("orders-sink")
                .uid("orders-sink");
        environment.execute("orders");
    }
}
