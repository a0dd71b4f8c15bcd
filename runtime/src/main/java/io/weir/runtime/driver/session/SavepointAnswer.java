package io.weir.runtime.driver.session;

/** What Flink says of a savepoint it was asked for. */
public sealed interface SavepointAnswer {
    /** It is being made. */
    record InProgress() implements SavepointAnswer {}

    /** It is there. */
    record Made(String path) implements SavepointAnswer {}

    /** It, or the stop with it, failed. */
    record Failed(String cause) implements SavepointAnswer {}

    /** This JobManager knows nothing of it: it was never asked, has forgotten, or is another one. */
    record NotKnown() implements SavepointAnswer {}
}
