package io.weir.diagnosis.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.diagnosis.load.ThreadSamples.Doing;
import io.weir.diagnosis.load.ThreadSamples.Sample;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Threads as Flink 2.3.0 tells them. */
final class ThreadSamplesTest {
    private static Optional<Sample> read(String head, String... frames) {
        StringBuilder text = new StringBuilder(head);
        for (String frame : frames) {
            text.append("\n\tat ").append(frame);
        }
        return ThreadSamples.read(text.append('\n').toString());
    }

    @Test
    void aThreadThatIsBlockedSaysByWhom() {
        assertThat(read(
                        "\"book (1/2)#0\" Id=85 BLOCKED on java.lang.Object@1f2a owned by \"price-refresher\" Id=90",
                        "shop.PriceList.priceOf(PriceList.java:44)\n\t-  blocked on java.lang.Object@1f2a",
                        "shop.Book.map(Book.java:20)",
                        "app//org.apache.flink.streaming.api.operators.StreamMap.processElement(StreamMap.java:37)"))
                .contains(new Sample(Doing.LOCK, "shop.PriceList.priceOf", "java.lang.Object", "price-refresher"));
    }

    @Test
    void aThreadThatParksForALockWaitsForItToo() {
        assertThat(read(
                        "\"book (1/2)#0\" Id=85 WAITING on java.util.concurrent.locks.ReentrantLock$NonfairSync@7 owned by \"other\" Id=9",
                        "java.base@17.0.15/jdk.internal.misc.Unsafe.park(Native Method)",
                        "java.base@17.0.15/java.util.concurrent.locks.LockSupport.park(LockSupport.java:211)",
                        "java.base@17.0.15/java.util.concurrent.locks.AbstractQueuedSynchronizer.acquire(AbstractQueuedSynchronizer.java:715)",
                        "java.base@17.0.15/java.util.concurrent.locks.ReentrantLock.lock(ReentrantLock.java:322)",
                        "shop.Book.map(Book.java:20)"))
                .contains(new Sample(
                        Doing.LOCK, "shop.Book.map", "java.util.concurrent.locks.ReentrantLock$NonfairSync", "other"));
    }

    @Test
    void aMailboxThatWaitsForRecordsIsNoWork() {
        assertThat(
                        read(
                                "\"fast-map (1/1)#0\" Id=75 TIMED_WAITING on java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject@7c",
                                "java.base@17.0.15/jdk.internal.misc.Unsafe.park(Native Method)",
                                "java.base@17.0.15/java.util.concurrent.locks.LockSupport.parkNanos(LockSupport.java:252)",
                                "app//org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailboxImpl.take(TaskMailboxImpl.java:161)"))
                .isEmpty();
    }

    @Test
    void sleepSocketsStateAndComputingAreToldApart() {
        assertThat(read(
                        "\"slow-map (1/1)#0\" Id=76 TIMED_WAITING",
                        "java.base@17.0.15/java.lang.Thread.sleep(Native Method)",
                        "shop.Slow.map(Slow.java:91)"))
                .contains(new Sample(Doing.WAITING, "shop.Slow.map", "", ""));
        assertThat(read(
                        "\"sink (1/1)#0\" Id=76 RUNNABLE (in native)",
                        "java.base@17.0.15/sun.nio.ch.SocketDispatcher.read0(Native Method)",
                        "java.base@17.0.15/sun.nio.ch.SocketDispatcher.read(SocketDispatcher.java:47)",
                        "shop.Store.write(Store.java:8)"))
                .contains(new Sample(Doing.IO, "shop.Store.write", "", ""));
        assertThat(read(
                        "\"count (1/1)#0\" Id=76 RUNNABLE (in native)",
                        "org.rocksdb.RocksDB.get(Native Method)",
                        "app//org.apache.flink.state.rocksdb.RocksDBValueState.value(RocksDBValueState.java:82)",
                        "shop.Count.processElement(Count.java:8)"))
                .contains(new Sample(Doing.STATE, "shop.Count.processElement", "", ""));
        assertThat(read("\"burn (1/1)#0\" Id=76 RUNNABLE", "shop.Burn.map(Burn.java:91)"))
                .contains(new Sample(Doing.COMPUTING, "shop.Burn.map", "", ""));
    }

    @Test
    void whatMostSamplesAreAtIsSaidAndNothingWithoutAMajority() {
        Sample lock = new Sample(Doing.LOCK, "a.B.c", "java.lang.Object", "owner");
        Sample work = new Sample(Doing.COMPUTING, "d.E.f", "", "");

        ThreadSamples mostly = new ThreadSamples(List.of(lock, lock, work));
        assertThat(mostly.mostly()).contains(Doing.LOCK);
        assertThat(mostly.only(Doing.LOCK).owner()).isEqualTo("owner");
        assertThat(mostly.share(Doing.LOCK)).isBetween(0.66, 0.67);
        assertThat(new ThreadSamples(List.of(lock, work)).mostly()).isEmpty();
        assertThat(new ThreadSamples(List.of()).mostly()).isEmpty();
    }
}
