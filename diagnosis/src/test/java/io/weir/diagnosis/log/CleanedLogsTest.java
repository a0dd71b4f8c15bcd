package io.weir.diagnosis.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records that say what must not be kept. */
class CleanedLogsTest {
    private final List<RawRecord> kept = new ArrayList<>();
    private final CleanedLogs logs = new CleanedLogs(new LogSink() {
        @Override
        public List<StreamPosition> positions(LogSource source) {
            return List.of();
        }

        @Override
        public LogStream openStream(LogSource source, String file) {
            throw new UnsupportedOperationException("not asked for here");
        }

        @Override
        public boolean append(LogStream stream, FileIdentity identity, List<RawRecord> records) {
            return kept.addAll(records);
        }
    });

    private RawRecord through(RawRecord record) {
        kept.clear();
        // The stream and the file are handed on unread.
        assertThat(append(record)).isTrue();
        return kept.get(0);
    }

    @SuppressWarnings("NullAway")
    private boolean append(RawRecord record) {
        return logs.append(null, null, List.of(record));
    }

    private static RawRecord record(String text) {
        RecordHeader header = new RecordHeader(7, LogLevel.WARN, 5, 11, 0, 4, true);
        return new RawRecord(header, text.getBytes(UTF_8), 99);
    }

    @Test
    void textIsKeptWithoutWhatIsTakenOutAndLoggerAndThreadStayWhatTheyAre() {
        logs.clean(bytes -> new String(bytes, UTF_8).replace("s3cret", "***").getBytes(UTF_8));
        RawRecord record = through(record("main orders no user s3cret"));
        assertThat(record.text()).isEqualTo("main orders no user ***");
        assertThat(record.logger()).isEqualTo("orders");
        assertThat(record.thread()).isEqualTo("main");
        assertThat(record.endOffset()).isEqualTo(99);

        RawRecord moved = through(record("s3cret orders no user"));
        assertThat(moved.text()).isEqualTo("*** orders no user");
        assertThat(moved.logger()).isNull();
        assertThat(moved.header().level()).isEqualTo(LogLevel.WARN);
        assertThat(moved.header().misdated()).isTrue();
    }

    @Test
    void recordWithNothingToTakeOutIsTheSame() {
        RawRecord record = record("main orders all is well");
        assertThat(through(record)).isSameAs(record);
    }
}
