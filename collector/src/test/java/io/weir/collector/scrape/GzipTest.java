package io.weir.collector.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.Captures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GzipTest {
    private static final long LIMIT = 1 << 20;

    private final Gzip gzip = new Gzip();

    @Test
    void aPageIsDecompressedAgainAndAgain() {
        byte[] packed = Captures.gzippedPage("flink-1.20.3-taskmanager-1");
        for (int i = 0; i < 3; i++) {
            Body body = new Body(new byte[0], LIMIT);
            assertThat(gzip.inflate(packed, packed.length, body, LIMIT)).isNull();
            assertThat(Arrays.copyOf(body.bytes(), body.size())).isEqualTo(Captures.page("flink-1.20.3-taskmanager-1"));
        }
    }

    @Test
    void aBombIsLeftAtTheLimit() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bomb)) {
            byte[] zeros = new byte[1 << 16];
            for (int i = 0; i < 1600; i++) {
                out.write(zeros);
            }
        }
        Body body = new Body(new byte[0], LIMIT);
        ScrapeFailure failure = inflate(bomb.toByteArray(), body);
        assertThat(Objects.requireNonNull(failure).reason()).isEqualTo(ScrapeFailure.Reason.BODY_LIMIT);
        assertThat(body.bytes()).hasSizeLessThanOrEqualTo((int) LIMIT);
    }

    @Test
    void aPageOfExactlyTheLimitIsGood() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(new byte[(int) LIMIT]);
        }
        assertThat(inflate(packed.toByteArray(), new Body(new byte[0], LIMIT))).isNull();
    }

    @Test
    void everyTruncationAndEveryWrongChecksumIsNoticed() {
        byte[] packed = Captures.gzippedPage("flink-2.3.0-jobmanager");
        for (int length = 0; length < packed.length; length++) {
            assertThat(inflate(Arrays.copyOf(packed, length), new Body(new byte[0], LIMIT)))
                    .isNotNull();
        }
        for (int i = packed.length - 8; i < packed.length; i++) {
            byte[] damaged = packed.clone();
            damaged[i] ^= 1;
            assertThat(inflate(damaged, new Body(new byte[0], LIMIT)))
                    .isNotNull()
                    .extracting(ScrapeFailure::reason)
                    .isEqualTo(ScrapeFailure.Reason.ENCODING);
        }
    }

    private @Nullable ScrapeFailure inflate(byte[] packed, Body body) {
        return gzip.inflate(packed, packed.length, body, LIMIT);
    }
}
