package io.weir.demo.jobs;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the running balance of every account. */
final class AccountBalance extends KeyedProcessFunction<String, Payment, Payment> {
    private static final Logger LOG = LoggerFactory.getLogger(AccountBalance.class);
    private static final long OPENING_CENTS = 10_000_000;

    @SuppressWarnings("NullAway.Init")
    private transient ValueState<Long> balance;

    @SuppressWarnings("NullAway.Init")
    private transient Pace report;

    @Override
    public void open(OpenContext context) {
        balance = getRuntimeContext().getState(new ValueStateDescriptor<>("balance-cents", Types.LONG));
        report = new Pace(45);
    }

    @Override
    public void processElement(Payment payment, Context context, Collector<Payment> out) throws Exception {
        @Nullable Long known = balance.value();
        long left = (known == null ? OPENING_CENTS : known) - payment.cents();
        if (left < 0) {
            left += OPENING_CENTS;
        }
        balance.update(left);
        if (report.isDue()) {
            LOG.warn("Balance of {} is low after payment {}: {} cents", payment.account(), payment.id(), left);
        }
        out.collect(payment);
    }
}
