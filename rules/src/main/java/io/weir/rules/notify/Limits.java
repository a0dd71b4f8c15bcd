package io.weir.rules.notify;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What couriers of channels with a limit share: the allowance of each account, and how digests are written. Thread-safe. */
final class Limits {
    private final AllowanceStore store;
    private final LimitedQueue.DigestWriter writer;
    private final AtomicLong seq;
    private final Map<String, ChannelAllowance> byAccount = new ConcurrentHashMap<>();

    Limits(AllowanceStore store, LimitedQueue.DigestWriter writer, AtomicLong seq) {
        this.store = store;
        this.writer = writer;
        this.seq = seq;
    }

    /** Channels of one account share one allowance. */
    ChannelAllowance of(ChannelLimit limit) {
        return byAccount.computeIfAbsent(limit.account(), account -> new ChannelAllowance(limit, store));
    }

    LimitedQueue.DigestWriter writer() {
        return writer;
    }

    AtomicLong seq() {
        return seq;
    }
}
