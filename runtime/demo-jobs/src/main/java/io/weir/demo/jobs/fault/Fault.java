package io.weir.demo.jobs.fault;

import java.util.Arrays;
import java.util.Locale;

/** What goes wrong with a {@link FaultyJob}. */
public enum Fault {
    /** Nothing: for faults that come from outside. */
    NONE,
    /** Every record leaves something on the heap for ever. */
    HEAP_LEAK,
    /** The heap is nearly full of what is in use, and goes on being used. */
    FULL_HEAP,
    /** Every record costs much computing. */
    CPU,
    /** The store that the sink writes to answers slowly; needs {@code --store}. */
    SLOW_SINK,
    /** Nearly all records have one key. */
    SKEW,
    /** Every record needs a lock that another thread holds for most of the time. */
    LOCK,
    /** The asynchronous part of a snapshot fails, so checkpoints are declined. */
    CHECKPOINT_DECLINED,
    /** A snapshot takes longer than a checkpoint may. */
    CHECKPOINT_EXPIRED,
    /** A bad record fails the job at first; each restart then fails by something that the first failure left behind. */
    RESTART_LOOP,
    /** User code ends the process. */
    SYSTEM_EXIT,
    /** A thread of the user's dies of an exception that nobody catches. */
    UNCAUGHT_EXCEPTION,
    /** One of two inputs falls silent and holds the watermark. */
    STUCK_WATERMARK;

    /** As it is written on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Fault of(String word) {
        return Arrays.stream(values())
                .filter(fault -> fault.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no fault \"" + word + "\"; write one of "
                        + Arrays.stream(values()).map(Fault::word).toList()));
    }
}
