package io.weir.collector.flink;

/** Where answers to GETs of Flink's REST API come from: a cluster, or a record of one. Thread-safe. */
interface RestTransport {
    /** An answer as it is. */
    @SuppressWarnings("ArrayRecordComponent") // Read once by the one who asked.
    record Answer(int status, byte[] body) {}

    /**
     * The answer to a path, query included.
     *
     * @param limit a longer body is an error
     * @throws FlinkRestException without a status when there is no whole answer
     */
    Answer get(String path, String accept, int limit) throws FlinkRestException;

    /** Lets go of what it holds. */
    void close();
}
