package io.weir.collector.sink.spool;

/** A record that cannot be read: its checksum, its length or what it refers to is wrong. */
final class DamagedRecordException extends Exception {
    DamagedRecordException(String message) {
        super(message);
    }
}
