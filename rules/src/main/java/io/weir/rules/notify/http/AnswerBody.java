package io.weir.rules.notify.http;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;

/**
 * The first 4 KB of an answer's body.
 *
 * @param whole whether that is all of it, so that the connection can be used again
 */
record AnswerBody(String text, boolean whole) {
    static final int MAX_BYTES = 4096;

    static AnswerBody read(Connection connection, AnswerHead head, Deadline deadline) throws IOException {
        Taken taken = new Taken();
        boolean whole;
        if (head.chunked()) {
            whole = chunks(connection, taken, deadline);
        } else if (head.length() >= 0) {
            whole = take(connection, taken, head.length(), deadline);
        } else {
            take(connection, taken, Long.MAX_VALUE, deadline);
            whole = false;
        }
        return new AnswerBody(taken.text(), whole);
    }

    /** False when there is no room for all of it, or when it ends early. */
    private static boolean take(Connection connection, Taken taken, long length, Deadline deadline) throws IOException {
        long left = length;
        while (left > 0) {
            int room = taken.bytes.length - taken.count;
            if (room == 0) {
                return false;
            }
            int count = connection.read(taken.bytes, taken.count, (int) Math.min(room, left), deadline);
            if (count < 0) {
                return false;
            }
            taken.count += count;
            left -= count;
        }
        return true;
    }

    private static boolean chunks(Connection connection, Taken taken, Deadline deadline) throws IOException {
        int[] budget = {MAX_BYTES};
        while (true) {
            String line = AnswerHead.line(connection, deadline, budget);
            int semicolon = line.indexOf(';');
            long size = size(semicolon < 0 ? line : line.substring(0, semicolon));
            if (size == 0) {
                while (!AnswerHead.line(connection, deadline, budget).isEmpty()) {
                    // Trailers say nothing that matters here.
                }
                return true;
            }
            if (!take(connection, taken, size, deadline)
                    || !AnswerHead.line(connection, deadline, budget).isEmpty()) {
                return false;
            }
        }
    }

    private static long size(String hex) throws ProtocolException {
        try {
            return Long.parseUnsignedLong(hex.strip(), 16) & Long.MAX_VALUE;
        } catch (NumberFormatException e) {
            throw new ProtocolException("the answer has a chunk without a size");
        }
    }

    private static final class Taken {
        private final byte[] bytes = new byte[MAX_BYTES];
        private int count;

        String text() {
            return new String(bytes, 0, count, StandardCharsets.UTF_8);
        }
    }
}
