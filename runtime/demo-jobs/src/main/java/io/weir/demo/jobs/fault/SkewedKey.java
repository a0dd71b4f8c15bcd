package io.weir.demo.jobs.fault;

import org.apache.flink.api.java.functions.KeySelector;

/** Nineteen of twenty numbers have one key. */
final class SkewedKey implements KeySelector<Long, Long> {
    private static final long serialVersionUID = 1;

    @Override
    public Long getKey(Long number) {
        return number % 20 == 0 ? number % 997 : 1L;
    }
}
