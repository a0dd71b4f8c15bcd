package io.weir.diagnosis.pattern;

import io.weir.diagnosis.log.RawRecord;
import io.weir.diagnosis.log.RecordHeader;
import java.nio.charset.StandardCharsets;

/**
 * The message of a record's first line, behind time, level, logger and thread. A word with a digit in it counts as something that differs
 * from line to line: words here are runs of letters, digits, dots, dashes and underscores, so that of {@code id=17,} only the number goes.
 */
final class Message {
    private static final int LONGEST = 1_024;
    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final byte[] KIND = new byte[256];
    private static final byte SEPARATOR = 0;
    private static final byte LETTER = 1;
    private static final byte DIGIT = 2;

    static {
        for (int c = 0; c < 256; c++) {
            boolean digit = c >= '0' && c <= '9';
            boolean letter = c >= 128 || Character.isLetter(c) || c == '_' || c == '.' || c == '-';
            KIND[c] = digit ? DIGIT : letter ? LETTER : SEPARATOR;
        }
    }

    private final byte[] text;
    private final int start;
    private final int end;

    private Message(byte[] text, int start, int end) {
        this.text = text;
        this.start = start;
        this.end = end;
    }

    static Message of(RawRecord record) {
        byte[] text = record.bytes();
        RecordHeader header = record.header();
        int start = Math.max(header.loggerEnd(), header.threadEnd());
        int end = start;
        int most = Math.min(text.length, start + LONGEST);
        int dash = -1;
        while (end < most && text[end] != '\n') {
            if (dash < 0 && start > 0 && text[end] == '-' && end + 1 < most && text[end + 1] == ' ') {
                dash = end + 2;
            }
            end++;
        }
        return new Message(text, dash > 0 && dash < end ? dash : start, end);
    }

    /** The same for all messages that differ only in what counts as different; for others another one, for all that matters. */
    long hash() {
        long hash = 1;
        int i = start;
        while (i < end) {
            byte kind = KIND[text[i] & 0xFF];
            if (kind == SEPARATOR) {
                hash = (hash ^ text[i]) * MIX;
                i++;
                continue;
            }
            long word = 7;
            boolean any = false;
            while (i < end && (kind = KIND[text[i] & 0xFF]) != SEPARATOR) {
                any |= kind == DIGIT;
                word = 31 * word + text[i];
                i++;
            }
            hash = (hash ^ (any ? 3 : word)) * MIX;
            hash ^= hash >>> 32;
        }
        return hash;
    }

    /** The message with what counts as different left open. */
    Template template() {
        StringBuilder made = new StringBuilder();
        int i = start;
        while (i < end) {
            int from = i;
            boolean any = false;
            while (i < end && KIND[text[i] & 0xFF] != SEPARATOR) {
                any |= KIND[text[i] & 0xFF] == DIGIT;
                i++;
            }
            if (i == from) {
                made.append((char) text[i++]);
            } else {
                made.append(any ? Template.ANY : new String(text, from, i - from, StandardCharsets.UTF_8));
            }
        }
        return Template.of(made.toString().strip());
    }
}
