package io.weir.collector.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.collector.sink.delivery.Credentials;
import io.weir.collector.sink.remote.RemoteWriteDestination;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xerial.snappy.Snappy;

/** What a sink does when the server is slow, refuses, or answers too late. */
@SuppressWarnings("NullAway.Init") // Set before each test.
final class SinkFaultTest {
    private static final int WIDTH = 100;

    @TempDir
    Path folder;

    private FakeStore store;

    @BeforeEach
    void startStore() throws IOException {
        store = new FakeStore();
    }

    @AfterEach
    void stopStore() {
        store.close();
    }

    private static UnaryOperator<SinkConfig> with(long spoolBytes, int batch, Duration timeout, int drainRate) {
        return defaults ->
                new SinkConfig("test", defaults.destination(), defaults.match(), spoolBytes, batch, timeout, drainRate);
    }

    private SinkHarness harness(URI url, UnaryOperator<SinkConfig> change) {
        return new SinkHarness(folder, new RemoteWriteDestination(url, new Credentials.Token("t")), WIDTH, change);
    }

    @Test
    void wrongCredentialsPauseAndNothingIsLost() {
        store.answering = (exchange, body) -> FakeStore.refuse(exchange, 401);
        long now = System.currentTimeMillis();
        try (SinkHarness harness = harness(store.url(), UnaryOperator.identity())) {
            harness.page(now, 1);
            await().until(() -> harness.status().state() == SinkStatus.State.PAUSED);
            for (int i = 1; i < 50; i++) {
                harness.page(now + i, 1);
            }
            await().until(() -> harness.status().waitingSamples() == 50 * WIDTH);
            assertThat(harness.status().lastError()).contains("401");
            assertThat(harness.status().droppedSamples()).isZero();
            // A pause, not a hammer.
            assertThat(store.requestNanos).hasSize(1);
        }
        store.answering = store::take;
        try (SinkHarness harness = harness(store.url(), UnaryOperator.identity())) {
            harness.awaitDelivered();
            assertThat(harness.status().sentSamples()).isEqualTo(50 * WIDTH);
        }
    }

    @Test
    void retryAfterIsKept() {
        AtomicInteger requests = new AtomicInteger();
        store.answering = (exchange, body) -> {
            if (requests.getAndIncrement() == 0) {
                FakeStore.refuse(exchange, 429, "Retry-After", "2");
            } else {
                store.take(exchange, body);
            }
        };
        try (SinkHarness harness = harness(store.url(), UnaryOperator.identity())) {
            harness.page(System.currentTimeMillis(), 1);
            harness.awaitDelivered();
            assertThat(harness.status().failedSends()).isEqualTo(1);
        }
        assertThat(store.requestNanos.get(1) - store.requestNanos.get(0))
                .isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(1990));
    }

    @Test
    void answerThatComesTooLateMakesTheSameBatchComeAgain() throws Exception {
        CountDownLatch late = new CountDownLatch(1);
        AtomicInteger requests = new AtomicInteger();
        store.answering = (exchange, body) -> {
            if (requests.getAndIncrement() == 0) {
                store.taken.add(body);
                late.await();
            } else {
                store.take(exchange, body);
            }
        };
        try (SinkHarness harness = harness(store.url(), with(1 << 20, 5000, Duration.ofMillis(500), 100_000))) {
            harness.page(System.currentTimeMillis(), 1);
            harness.awaitDelivered();
        } finally {
            late.countDown();
        }
        // The second answer may have come too late as well.
        assertThat(store.taken).hasSizeGreaterThanOrEqualTo(2);
        // The same series with the same times: for the server one and the same write.
        for (byte[] again : store.taken) {
            assertThat(Snappy.uncompress(again)).isEqualTo(Snappy.uncompress(store.taken.get(0)));
        }
    }

    @Test
    void fullSpoolDropsItsOldestAndCountsThem() {
        store.answering = (exchange, body) -> FakeStore.refuse(exchange, 503);
        long now = System.currentTimeMillis();
        int pages = 3000;
        try (SinkHarness harness = harness(store.url(), with(1 << 20, 1000, Duration.ofSeconds(5), 10_000_000))) {
            for (int i = 0; i < pages; i++) {
                harness.page(now + i, i);
            }
            await().until(() -> {
                SinkStatus status = harness.status();
                return status.waitingSamples() + status.droppedSamples() >= (long) pages * WIDTH
                        && status.queueDroppedSamples() == 0
                        && status.droppedSamples() > 0;
            });
            assertThat(harness.status().spoolBytes()).isLessThanOrEqualTo(1 << 20);
            await().until(() -> harness.status().state() == SinkStatus.State.RETRYING);
            long kept = (long) pages * WIDTH - harness.status().droppedSamples();
            store.answering = store::take;
            harness.awaitDelivered();
            // What was in flight when its segment was dropped is delivered after all.
            assertThat(harness.status().sentSamples()).isBetween(kept, kept + 1000 + WIDTH);
        }
    }

    @Test
    void drainKeepsToItsRate() {
        long now = System.currentTimeMillis();
        try (SinkHarness harness = harness(store.url(), with(1 << 20, 100, Duration.ofSeconds(5), 1000))) {
            for (int i = 0; i < 30; i++) {
                harness.page(now + i, 1);
            }
            harness.awaitDelivered();
        }
        int last = store.requestNanos.size() - 1;
        assertThat(store.requestNanos.get(last) - store.requestNanos.get(0))
                .isGreaterThan(TimeUnit.MILLISECONDS.toNanos(2500));
    }

    @Test
    void serverThatReadsDripByDripHoldsUpNobody() throws Exception {
        try (ServerSocket slow = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                SinkHarness harness = harness(
                        URI.create("http://127.0.0.1:" + slow.getLocalPort()),
                        with(64 << 20, 5000, Duration.ofSeconds(2), 10_000_000))) {
            Thread drip = new Thread(() -> readSlowly(slow));
            drip.setDaemon(true);
            drip.start();
            long now = System.currentTimeMillis();
            for (int i = 0; i < 20_000; i++) {
                harness.page(now + i, i);
            }
            // Everything was published although the server took next to nothing: it waits on disk.
            await().until(() -> harness.status().waitingSamples() == 20_000L * WIDTH);
            await().until(() -> harness.status().state() == SinkStatus.State.RETRYING);
            assertThat(harness.status().queueDroppedSamples()).isZero();
            assertThat(harness.status().droppedSamples()).isZero();
            assertThat(harness.head.series(java.util.List.of(), now, now + 20_000))
                    .hasSize(WIDTH);
        }
    }

    private static void readSlowly(ServerSocket server) {
        try {
            while (true) {
                Socket socket = server.accept();
                InputStream in = socket.getInputStream();
                while (in.read() >= 0) {
                    // A byte a millisecond, as a link of 1 KB/s would let through.
                    Thread.sleep(1);
                }
            }
        } catch (IOException | InterruptedException e) {
            // The test is over.
        }
    }
}
