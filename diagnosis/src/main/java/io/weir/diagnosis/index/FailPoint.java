package io.weir.diagnosis.index;

/**
 * Places at which a test has the process end, as kill -9 would end it there: nothing is flushed, no hook runs. Which one, and at which
 * time that it is reached, is said by the system property {@code weir.logs.failpoint}, such as {@code BLOCKS_SYNCED:3}. Without it these
 * places cost nothing.
 */
enum FailPoint {
    /** Half of a frame of the journal or of a block file is written. */
    FRAME_TORN,
    /** The frame is written and nobody knows of it yet. */
    FRAME_WRITTEN,
    /** A block is in its file; its records are in the journal too. */
    BLOCK_SEALED,
    /** Blocks are durable, the journal is not. */
    BLOCKS_SYNCED,
    /** All of it is durable, and nobody was told. */
    JOURNAL_SYNCED,
    /** The journal is empty, since blocks have it all. */
    JOURNAL_CLEARED,
    /** A block is in Lucene's memory. */
    BLOCK_INDEXED,
    /** Lucene has made a file and written nothing to it. */
    INDEX_FILE_MADE,
    /** Lucene has made the first file of a merge. */
    INDEX_MERGING,
    /** Lucene's files are durable; no commit names them. */
    INDEX_FILES_SYNCED,
    /** The commit is written, under a name that does not count. */
    INDEX_COMMIT_WRITTEN,
    /** The commit counts. */
    INDEX_COMMITTED,
    /** Lucene deletes what no commit names any more. */
    INDEX_FILE_DELETED,
    /** The catalog is written, under a name that does not count. */
    CATALOG_WRITTEN,
    /** The catalog counts; the index is not committed. */
    CATALOG_MOVED,
    /** A partition is there and empty. */
    PARTITION_MADE,
    /** Retention has renamed a partition. */
    PARTITION_CONDEMNED,
    /** Retention has deleted one file of a partition. */
    PARTITION_HALF_DELETED,
    /** Recovery has read the blocks, and the journal not yet. */
    BLOCKS_RECOVERED;

    private static final String PROPERTY = System.getProperty("weir.logs.failpoint", "");
    private static final String POINT = PROPERTY.replaceAll(":.*", "");
    private static int left = PROPERTY.contains(":") ? Integer.parseInt(PROPERTY.replaceAll(".*:", "")) : 1;

    /** Whether a test ends this process at all. */
    static boolean isAnyArmed() {
        return !POINT.isEmpty();
    }

    /** Whether the process ends when this is reached next. */
    boolean isNext() {
        synchronized (FailPoint.class) {
            return name().equals(POINT) && left == 1;
        }
    }

    /** The process has come here. */
    void reached() {
        if (name().equals(POINT)) {
            synchronized (FailPoint.class) {
                left--;
                if (left == 0) {
                    // 128 + 9, as a shell tells of SIGKILL.
                    Runtime.getRuntime().halt(137);
                }
            }
        }
    }
}
