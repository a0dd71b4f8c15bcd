package io.weir.collector.flink;

import java.util.Optional;

/** What a cluster once answered. */
@FunctionalInterface
public interface RecordedAnswers {
    /** The body that was answered to a path, query included; empty for what was not recorded, which reads as 404. */
    Optional<byte[]> find(String pathAndQuery);
}
