package io.weir.rules.notify.http;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The head of an answer, as much of it as matters here (<a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112</a>).
 *
 * @param length -1 when the head does not say
 * @param retryAfter empty without one
 */
record AnswerHead(int status, long length, boolean chunked, boolean keepAlive, String retryAfter) {
    private static final int MAX_BYTES = 16 * 1024;

    /** Reads the head of the final answer; interim ones, such as 103, are passed over. */
    static AnswerHead read(Connection connection, Deadline deadline) throws IOException {
        int[] budget = {MAX_BYTES};
        while (true) {
            AnswerHead head = readOne(connection, deadline, budget);
            if (head.status >= 200 || head.status == 101) {
                return head;
            }
        }
    }

    private static AnswerHead readOne(Connection connection, Deadline deadline, int[] budget) throws IOException {
        String first = line(connection, deadline, budget);
        if (first.length() < 12 || !first.startsWith("HTTP/1.") || first.charAt(8) != ' ') {
            throw new ProtocolException("the answer is no HTTP/1.1");
        }
        int status = number(first.substring(9, 12));
        boolean keepAlive = first.startsWith("HTTP/1.1");
        boolean chunked = false;
        long length = -1;
        String retryAfter = "";
        for (String line = line(connection, deadline, budget);
                !line.isEmpty();
                line = line(connection, deadline, budget)) {
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw new ProtocolException("the answer has a header without a colon");
            }
            String value = line.substring(colon + 1).strip();
            switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "content-length" -> length = number(value);
                case "transfer-encoding" ->
                    chunked = value.toLowerCase(Locale.ROOT).endsWith("chunked");
                case "connection" -> {
                    String said = value.toLowerCase(Locale.ROOT);
                    keepAlive = said.contains("keep-alive") || keepAlive && !said.contains("close");
                }
                case "retry-after" -> retryAfter = value;
                default -> {}
            }
        }
        if (status == 204 || status == 304) {
            length = 0;
        }
        return new AnswerHead(status, length, chunked, keepAlive, retryAfter);
    }

    private static int number(String digits) throws ProtocolException {
        try {
            long number = Long.parseLong(digits);
            // A longer one is read to the same limit anyway.
            return (int) Math.min(Integer.MAX_VALUE, Math.max(0, number));
        } catch (NumberFormatException e) {
            throw new ProtocolException("the answer has something else where a number must be");
        }
    }

    /** A line without its end. */
    static String line(Connection connection, Deadline deadline, int[] budget) throws IOException {
        byte[] bytes = new byte[128];
        int length = 0;
        while (true) {
            int next = connection.read(deadline);
            if (next < 0) {
                throw new EarlyEndException();
            }
            if (next == '\n') {
                int end = length > 0 && bytes[length - 1] == '\r' ? length - 1 : length;
                return new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
            }
            if (--budget[0] < 0) {
                throw new ProtocolException("the head of the answer is longer than " + MAX_BYTES + " bytes");
            }
            if (length == bytes.length) {
                bytes = java.util.Arrays.copyOf(bytes, length * 2);
            }
            bytes[length++] = (byte) next;
        }
    }
}
