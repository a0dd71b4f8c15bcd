package io.weir.diagnosis.log;

import java.util.List;

/** Where tails put what they read. Thread-safe. */
public interface LogSink {
    /** How far the streams of a source's process and kind were taken in, as far as the sink remembers. */
    List<StreamPosition> positions(LogSource source);

    /** A new stream of a source, which starts at the first byte of {@code file}. */
    LogStream openStream(LogSource source, String file);

    /**
     * Takes in the next records of a stream, all or none.
     *
     * @return false when the sink takes in nothing now; the tail offers the same records again later and reads no further
     */
    boolean append(LogStream stream, FileIdentity identity, List<RawRecord> records);
}
