package io.weir.rules.notify;

import io.weir.rules.event.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The rate stage: what a channel with a limit is sent next. What matters most goes first and one by one; when what waits does not fit into what
 * the channel takes, it becomes a digest. The courier's lock guards it.
 */
final class LimitedQueue {
    /** What does not fit is collected so long before it is made a digest, so that a storm is not told in a dozen of them. */
    static final Duration COLLECT = Duration.ofSeconds(5);

    private final SendQueue queue;
    private final ChannelAllowance allowance;
    private final Destination destination;
    private final DigestWriter writer;
    private final AtomicLong seq;
    private @Nullable Instant overflowSince;
    private Instant lastDigest = Instant.MIN;

    /** Writes a digest and marks what it stands for, in one transaction. */
    interface DigestWriter {
        void write(Outgoing digest, List<Outgoing> parts, Instant now);
    }

    LimitedQueue(
            SendQueue queue, ChannelAllowance allowance, Destination destination, DigestWriter writer, AtomicLong seq) {
        this.queue = queue;
        this.allowance = allowance;
        this.destination = destination;
        this.writer = writer;
        this.seq = seq;
    }

    /** The next to send, for which the allowance is used up; null when none may be sent now. */
    @Nullable
    Outgoing take(Instant now) {
        int left = allowance.left(now);
        List<Outgoing> ready = queue.peek(now);
        if (left <= 0 || ready.isEmpty()) {
            return null;
        }
        Outgoing first = ready.get(0);
        boolean critical = first.severity() == Severity.CRITICAL;
        int usable = critical ? left : left - allowance.reserved();
        if (usable <= 0) {
            return null;
        }
        long alike = critical
                ? ready.stream()
                        .filter(one -> one.severity() == Severity.CRITICAL)
                        .count()
                : ready.size();
        // The last place of those that what matters most may use is for the digest of what is left of it.
        if (Digest.is(first) || alike <= usable || critical && usable > 1) {
            overflowSince = alike <= usable ? null : overflowSince;
            return use(first, now);
        }
        if (overflowSince == null) {
            overflowSince = now;
        }
        if (now.isBefore(overflowSince.plus(collect(now)))) {
            return null;
        }
        overflowSince = null;
        lastDigest = now;
        return use(digest(now), now);
    }

    /** A storm that goes on is told every half of the limit's time, not as often as the limit would let it. */
    private Duration collect(Instant now) {
        Duration per = allowance.limit().per();
        return lastDigest.isAfter(now.minus(per)) ? per.dividedBy(2) : COLLECT;
    }

    private Outgoing use(Outgoing outgoing, Instant now) {
        allowance.use(now);
        queue.take(outgoing);
        return outgoing;
    }

    private Outgoing digest(Instant now) {
        List<Outgoing> parts = new ArrayList<>();
        List<Outgoing> ready = queue.peek(now);
        // What waits behind the first of its group becomes ready when that is taken.
        while (!ready.isEmpty()) {
            for (Outgoing part : ready) {
                queue.take(part);
                queue.done(part);
                parts.add(part);
            }
            ready = queue.peek(now);
        }
        // A digest says too that Weir is alive; a heartbeat is no event to count.
        List<Outgoing> told =
                parts.stream().filter(part -> !Heartbeats.is(part)).toList();
        Outgoing digest = Digest.of(
                told.isEmpty() ? parts : told,
                seq.incrementAndGet(),
                allowance.limit(),
                now,
                now.plus(destination.config().giveUpAfter()));
        writer.write(digest, parts, now);
        queue.putNow(digest);
        return digest;
    }

    /** When to look again, if what is ready may not be sent now. */
    Instant nextAt(Instant now) {
        List<Outgoing> ready = queue.peek(now);
        if (ready.isEmpty()) {
            return Instant.MIN;
        }
        boolean critical = ready.get(0).severity() == Severity.CRITICAL;
        Instant allowed = allowance.nextAt(now, critical ? 1 : allowance.reserved() + 1);
        Instant collected = overflowSince == null ? Instant.MIN : overflowSince.plus(collect(now));
        return allowed.isBefore(collected) ? collected : allowed;
    }

    /** The channel said that it takes nothing for a while. */
    void mute(Instant until) {
        allowance.mute(until);
    }
}
