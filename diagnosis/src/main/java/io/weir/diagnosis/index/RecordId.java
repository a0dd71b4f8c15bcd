package io.weir.diagnosis.index;

import java.util.Optional;

/** A record's number in its stream: the same for as long as the record is kept. Written as {@code stream-ordinal}. */
record RecordId(long stream, long ordinal) {
    static Optional<RecordId> parse(String text) {
        int dash = text.indexOf('-');
        if (dash < 1) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new RecordId(Long.parseLong(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return stream + "-" + ordinal;
    }
}
