package io.weir.diagnosis.index;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.diagnosis.log.FileIdentity;
import io.weir.diagnosis.log.LogKind;
import io.weir.diagnosis.log.LogLevel;
import io.weir.diagnosis.log.LogSource;
import io.weir.diagnosis.log.LogStream;
import io.weir.diagnosis.log.RawRecord;
import io.weir.diagnosis.log.RecordHeader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StreamTableTest {
    private static final FileIdentity IDENTITY = new FileIdentity(1, 2, 0, 0);
    private static final LogSource SOURCE = new LogSource("demo", "tm", LogKind.LOG, Path.of("logs"), "tm.log");

    private final StreamTable table = new StreamTable(3);

    @Test
    void streamThatIsStillWrittenIsNotForgottenForItsAge() {
        LogStream oldest = table.openStream(SOURCE, "tm.log");
        for (int i = 0; i < 10; i++) {
            write(oldest);
            write(table.openStream(SOURCE, "tm.log"));
        }
        assertThat(table.isKnown(oldest)).isTrue();
        assertThat(write(oldest)).isEqualTo(10);
        assertThat(table.sealed()).hasSize(3);
    }

    @Test
    void forgottenStreamGoesOnWithNumbersThatItNeverHad() {
        LogStream forgotten = table.openStream(SOURCE, "tm.log");
        List<Long> ordinals = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            ordinals.add(write(forgotten));
            ordinals.add(write(forgotten));
            for (int i = 0; i < 4; i++) {
                write(table.openStream(SOURCE, "tm.log"));
            }
            assertThat(table.isKnown(forgotten)).isFalse();
        }
        assertThat(ordinals).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void journalOfAForgottenStreamIsTakenOverAfterARestart() {
        LogStream forgotten = table.openStream(SOURCE, "tm.log");
        write(forgotten);
        for (int i = 0; i < 4; i++) {
            write(table.openStream(SOURCE, "tm.log"));
        }
        table.add(forgotten, IDENTITY, record(), 0);
        LiveBlock live = requireNonNull(table.live(forgotten));
        Block journaled = live.unjournaled();

        StreamTable restarted = new StreamTable(3);
        table.sealed().values().forEach(restarted::sealed);
        assertThat(StreamTable.isFirst(journaled.header().firstOrdinal())).isTrue();
        restarted.restore(journaled);
        assertThat(restarted.nextOrdinal(forgotten)).isEqualTo(table.nextOrdinal(forgotten));
    }

    @Test
    void idOfAForgottenStreamIsNotGivenAgain() {
        LogStream last = table.openStream(SOURCE, "tm.log");
        StreamTable restarted = new StreamTable(3);
        restarted.idUsed(table.lastId());
        assertThat(restarted.openStream(SOURCE, "tm.log").id()).isGreaterThan(last.id());
    }

    /** Takes in one record and seals it; returns its number. */
    private long write(LogStream stream) {
        long ordinal = table.add(stream, IDENTITY, record(), 0);
        LiveBlock live = requireNonNull(table.live(stream));
        table.sealed(live.end());
        return ordinal;
    }

    private static RawRecord record() {
        return new RawRecord(RecordHeader.bare(0, LogLevel.INFO), new byte[] {'x'}, 1);
    }
}
