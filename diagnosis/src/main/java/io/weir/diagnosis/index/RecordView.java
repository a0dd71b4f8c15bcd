package io.weir.diagnosis.index;

import io.weir.diagnosis.log.LogLevel;
import io.weir.diagnosis.log.LogStream;
import io.weir.diagnosis.log.RawRecord;
import io.weir.diagnosis.log.RecordHeader;
import org.jspecify.annotations.Nullable;

/** A record as a query looks at it; its text is cut into tokens only when it is asked for. For one thread. */
final class RecordView {
    private final LogStream stream;
    private final RawRecord record;
    private @Nullable String string;
    private @Nullable TokenizedText text;

    RecordView(LogStream stream, RawRecord record) {
        this.stream = stream;
        this.record = record;
    }

    /** Stands for the records of one level in a stream, for queries that ask for no more. */
    static RecordView ofLevel(LogStream stream, LogLevel level) {
        return new RecordView(stream, new RawRecord(RecordHeader.bare(0, level), new byte[0], 0));
    }

    LogStream stream() {
        return stream;
    }

    LogLevel level() {
        return record.header().level();
    }

    long atMillis() {
        return record.header().atMillis();
    }

    RawRecord record() {
        return record;
    }

    @Nullable
    String logger() {
        return record.logger();
    }

    @Nullable
    String thread() {
        return record.thread();
    }

    /**
     * False only when the text cannot hold a text, which is in lower case and may be empty. Most records that are looked at hold none of the words, and
     * their bytes tell that several times faster than their tokens would.
     */
    boolean mayHold(String token) {
        if (token.isEmpty()) {
            return true;
        }
        byte[] bytes = record.bytes();
        byte lower = (byte) token.charAt(0);
        byte upper = (byte) Character.toUpperCase(token.charAt(0));
        int last = bytes.length - token.length();
        for (int i = 0; i <= last; i++) {
            if ((bytes[i] == lower || bytes[i] == upper) && standsAt(bytes, i, token)) {
                return true;
            }
        }
        return hasMoreThanAscii(bytes);
    }

    private static boolean standsAt(byte[] bytes, int from, String token) {
        for (int i = 0; i < token.length(); i++) {
            if (Tokenizer.lower((char) (bytes[from + i] & 0xFF)) != token.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Such text is left to the tokens: some letters beyond ASCII have a lower case within it, such as the Kelvin sign. */
    private static boolean hasMoreThanAscii(byte[] bytes) {
        int seen = 0;
        for (byte each : bytes) {
            seen |= each;
        }
        return seen < 0;
    }

    String string() {
        String read = string;
        if (read == null) {
            read = record.text();
            string = read;
        }
        return read;
    }

    TokenizedText text() {
        TokenizedText tokenized = text;
        if (tokenized == null) {
            tokenized = new TokenizedText(string());
            text = tokenized;
        }
        return tokenized;
    }
}
