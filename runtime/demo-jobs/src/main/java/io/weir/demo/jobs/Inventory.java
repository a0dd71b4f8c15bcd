package io.weir.demo.jobs;

import java.time.Duration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Stock levels, 200 movements in a second. Every minute or so it meets one that it cannot book, fails, and restarts. */
public final class Inventory {
    private Inventory() {}

    public static void main(String[] words) throws Exception {
        Arguments.parse(words);
        StreamExecutionEnvironment environment = Jobs.environment(Duration.ofSeconds(5), Duration.ofSeconds(10));
        Jobs.messages(environment, "stock-movements", 200, StockMovement::message)
                .map(StockMovement::parse)
                .returns(StockMovement.class)
                .name("parse-movement")
                .uid("parse-movement")
                .keyBy(StockMovement::sku)
                .process(new StockLevel())
                .name("stock-level")
                .uid("stock-level")
                .sinkTo(new DiscardingSink<>())
                .name("inventory-sink")
                .uid("inventory-sink");
        environment.execute("inventory");
    }
}
