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
        return through("ours", record);
    }

    @SuppressWarnings("NullAway") // The file is handed on unread.
    private RawRecord through(String cluster, RawRecord record) {
        kept.clear();
        LogStream stream = new LogStream(1, cluster, "taskmanager-1", LogKind.LOG, "a.log");
        assertThat(logs.append(stream, null, List.of(record))).isTrue();
        return kept.get(0);
    }

    private static RawRecord record(String text) {
        RecordHeader header = new RecordHeader(7, LogLevel.WARN, 5, 11, 0, 4, true);
        return new RawRecord(header, text.getBytes(UTF_8), 99);
    }

    @Test
    void textIsKeptWithoutWhatIsTakenOutAndLoggerAndThreadStayWhatTheyAre() {
        logs.clean((cluster, bytes) -> cluster.equals("ours")
                ? new String(bytes, UTF_8).replace("s3cret", "***").getBytes(UTF_8)
                : bytes);
        RawRecord record = through(record("main orders no user s3cret"));
        assertThat(record.text()).isEqualTo("main orders no user ***");
        assertThat(record.logger()).isEqualTo("orders");
        assertThat(record.thread()).isEqualTo("main");
        assertThat(record.endOffset()).isEqualTo(99);

        RawRecord foreign = record("main orders no user s3cret");
        assertThat(through("theirs", foreign)).isSameAs(foreign);

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
