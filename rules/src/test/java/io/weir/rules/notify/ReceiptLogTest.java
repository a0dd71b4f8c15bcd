package io.weir.rules.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiptLogTest {
    @Test
    void whatWasDeliveredAndNotWrittenIsKnownAfterAKill(@TempDir Path folder) {
        Path file = folder.resolve("receipts");
        try (ReceiptLog log = ReceiptLog.open(file)) {
            log.delivered(7);
            log.delivered(8);
            log.flushed(1);
        }
        try (ReceiptLog log = ReceiptLog.open(file)) {
            assertThat(log.unknown()).containsExactly(7L, 8L);
            log.clear();
            assertThat(log.unknown()).isEmpty();
            log.delivered(9);
            log.flushed(1);
            assertThat(log.unknown()).isEmpty();
            log.delivered(10);
            assertThat(log.unknown()).containsExactly(10L);
        }
    }

    @Test
    void recordThatWasCutIsNotRead(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("receipts");
        try (ReceiptLog log = ReceiptLog.open(file)) {
            log.delivered(7);
            log.delivered(8);
        }
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, 27), StandardOpenOption.TRUNCATE_EXISTING);
        try (ReceiptLog log = ReceiptLog.open(file)) {
            assertThat(log.unknown()).containsExactly(7L);
        }
    }
}
