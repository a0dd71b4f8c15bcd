package io.weir.demo.jobs;

import java.time.Duration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.windowing.assigners.TumblingProcessingTimeWindows;

/**
 * Payments, 500 in a second, with a balance for every account and the turnover of every merchant. It is in good health
 * unless a drill breaks it.
 */
public final class Payments {
    private Payments() {}

    public static void main(String[] words) throws Exception {
        Arguments arguments = Arguments.parse(words);
        StreamExecutionEnvironment environment = Jobs.environment(Duration.ofSeconds(2), Duration.ofSeconds(5));
        Jobs.messages(environment, "payments-source", 500, Payment::message)
                .map(Payment::parse)
                .returns(Payment.class)
                .name("parse-payment")
                .uid("parse-payment")
                .keyBy(Payment::account)
                .process(new AccountBalance())
                .name("account-balance")
                .uid("account-balance")
                .rebalance()
                .map(new Settlement(arguments.drills()))
                .name("settle")
                .uid("settle")
                .keyBy(Payment::merchant)
                .window(TumblingProcessingTimeWindows.of(Duration.ofSeconds(10)))
                .reduce(Payments::sum)
                .name("merchant-turnover")
                .uid("merchant-turnover")
                .sinkTo(new DiscardingSink<>())
                .name("payments-sink")
                .uid("payments-sink");
        environment.execute("payments");
    }

    private static Payment sum(Payment turnover, Payment payment) {
        return new Payment(
                payment.id(), payment.account(), payment.merchant(), turnover.cents() + payment.cents(), "turnover");
    }
}
