package io.weir.diagnosis.index;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How the store keeps and answers.
 *
 * @param folder its own; made if it is missing
 * @param retention what is kept
 * @param space how much room the disk has; {@link DiskSpace#ofFolder} but for tests
 * @param reserveBytes room that is left to others: below it nothing is taken in
 * @param searchTime after which a search answers with what it has
 */
public record StoreOptions(Path folder, Retention retention, DiskSpace space, long reserveBytes, Duration searchTime) {
    private static final long RESERVE = 64L * 1024 * 1024;
    private static final Duration SEARCH_TIME = Duration.ofSeconds(10);

    /** The options of an appliance. */
    public static StoreOptions of(Path folder, Retention retention) {
        return new StoreOptions(folder, retention, DiskSpace.ofFolder(folder), RESERVE, SEARCH_TIME);
    }
}
