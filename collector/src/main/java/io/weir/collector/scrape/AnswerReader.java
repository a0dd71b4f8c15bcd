package io.weir.collector.scrape;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one HTTP/1.1 answer from the bytes of a connection as they come: head, then a body with a length, in chunks, or up to the end of the
 * connection. See <a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112</a>. Not thread-safe.
 */
final class AnswerReader {
    private static final int LARGEST_HEAD = 64 << 10;
    private static final int LARGEST_LINE = 8 << 10;
    private static final int LARGEST_EXPECTED = 1 << 20;

    /** How far an answer is. */
    enum State {
        MORE,
        DONE,
        /** The body is larger than it may be. */
        TOO_LARGE
    }

    private enum Part {
        HEAD,
        LENGTH,
        TO_THE_END,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILER,
        DONE
    }

    private final long bodyLimit;
    private final SpareArrays spare;
    private final Map<String, String> headers = new HashMap<>();
    private byte[] line = new byte[512];
    private int lineSize;
    private int headSize;
    private Part part = Part.HEAD;
    private long left;
    private int status;
    private boolean persistent;
    private @Nullable Body body;

    AnswerReader(long bodyLimit, SpareArrays spare) {
        this.bodyLimit = bodyLimit;
        this.spare = spare;
    }

    /** True before the first byte: a connection that was kept and ends here was closed by the other side meanwhile. */
    boolean isUntouched() {
        return headSize == 0;
    }

    int status() {
        return status;
    }

    /** A header, by its name in lower case; empty when there is none. */
    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** True when the connection may carry another request after this answer. */
    boolean isPersistent() {
        return persistent && part == Part.DONE;
    }

    /** The body so far. */
    Body body() {
        Body known = body;
        if (known == null) {
            known = new Body(spare.take(0), bodyLimit);
            body = known;
        }
        return known;
    }

    /**
     * Takes bytes.
     *
     * @throws MalformedPageException when it is no HTTP
     */
    State take(ByteBuffer bytes) throws MalformedPageException {
        while (part != Part.DONE && bytes.hasRemaining()) {
            if (part == Part.LENGTH || part == Part.CHUNK || part == Part.TO_THE_END) {
                if (!content(bytes)) {
                    return State.TOO_LARGE;
                }
            } else if (wholeLine(bytes)) {
                line(new String(line, 0, lineSize, StandardCharsets.ISO_8859_1));
                lineSize = 0;
            }
        }
        return part == Part.DONE ? State.DONE : State.MORE;
    }

    /** The connection ended: true when that is how the body was to end. */
    boolean end() {
        boolean whole = part == Part.TO_THE_END || part == Part.DONE;
        part = whole ? Part.DONE : part;
        return whole;
    }

    private boolean content(ByteBuffer bytes) {
        int limit = bytes.limit();
        if (part != Part.TO_THE_END && bytes.remaining() > left) {
            bytes.limit(bytes.position() + (int) left);
        }
        left -= part == Part.TO_THE_END ? 0 : bytes.remaining();
        boolean fits = body().add(bytes);
        bytes.limit(limit);
        if (left == 0 && part == Part.LENGTH) {
            part = Part.DONE;
        } else if (left == 0 && part == Part.CHUNK) {
            part = Part.CHUNK_END;
        }
        return fits;
    }

    /** Collects a line without its end; true when it is whole. */
    private boolean wholeLine(ByteBuffer bytes) throws MalformedPageException {
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            headSize++;
            if (next == '\n') {
                lineSize -= lineSize > 0 && line[lineSize - 1] == '\r' ? 1 : 0;
                return true;
            }
            if (lineSize == LARGEST_LINE || part == Part.HEAD && headSize > LARGEST_HEAD) {
                throw new MalformedPageException("the answer's head is too long");
            }
            if (lineSize == line.length) {
                line = Arrays.copyOf(line, lineSize * 2);
            }
            line[lineSize++] = next;
        }
        return false;
    }

    private void line(String text) throws MalformedPageException {
        switch (part) {
            case HEAD -> head(text);
            case CHUNK_SIZE -> {
                left = chunkSize(text);
                part = left == 0 ? Part.TRAILER : Part.CHUNK;
            }
            case CHUNK_END -> {
                if (!text.isEmpty()) {
                    throw new MalformedPageException("a chunk of the answer is longer than it said");
                }
                part = Part.CHUNK_SIZE;
            }
            case TRAILER -> part = text.isEmpty() ? Part.DONE : Part.TRAILER;
            case LENGTH, TO_THE_END, CHUNK, DONE -> throw new IllegalStateException("no line is expected here");
        }
    }

    private void head(String text) throws MalformedPageException {
        if (status == 0) {
            statusLine(text);
        } else if (!text.isEmpty()) {
            int colon = text.indexOf(':');
            if (colon < 1) {
                throw new MalformedPageException("a header of the answer has no name");
            }
            headers.merge(
                    text.substring(0, colon).toLowerCase(Locale.ROOT),
                    text.substring(colon + 1).strip(),
                    (first, second) -> first + ", " + second);
        } else if (status < 200) {
            status = 0;
            headers.clear();
        } else {
            beginBody();
        }
    }

    private void statusLine(String text) throws MalformedPageException {
        boolean begins = text.startsWith("HTTP/1.0 ") || text.startsWith("HTTP/1.1 ");
        long code = begins && text.length() >= 12 ? number(text.substring(9, 12), 10, 3) : -1;
        if (code < 100 || text.length() > 12 && text.charAt(12) != ' ') {
            throw new MalformedPageException("the answer does not begin as HTTP/1.1 does");
        }
        status = (int) code;
        persistent = text.charAt(7) == '1';
    }

    private void beginBody() throws MalformedPageException {
        persistent &= !header("connection").toLowerCase(Locale.ROOT).contains("close");
        String encoding = header("transfer-encoding").toLowerCase(Locale.ROOT);
        String length = header("content-length");
        if (status == 204 || status == 304) {
            part = Part.DONE;
        } else if (!encoding.isEmpty()) {
            if (!encoding.equals("chunked")) {
                throw new MalformedPageException("the answer has a transfer encoding other than chunked");
            }
            part = Part.CHUNK_SIZE;
        } else if (length.isEmpty()) {
            part = Part.TO_THE_END;
        } else {
            left = number(length, 10, 18);
            if (left < 0) {
                throw new MalformedPageException("the answer's Content-Length is no number");
            }
            part = left == 0 ? Part.DONE : Part.LENGTH;
            // A length is only a promise: a large one is believed as it comes true.
            int expected = (int) Math.min(left, Math.min(bodyLimit, LARGEST_EXPECTED));
            body = new Body(spare.take(expected), bodyLimit);
        }
    }

    private static long chunkSize(String text) throws MalformedPageException {
        int end = text.indexOf(';');
        long size = number((end < 0 ? text : text.substring(0, end)).strip(), 16, 15);
        if (size < 0) {
            throw new MalformedPageException("the size of a chunk of the answer is no number");
        }
        return size;
    }

    /** A number of digits alone, or -1. A page comes in a hundred chunks: a regular expression for each would cost more than the copying. */
    private static long number(String text, int radix, int mostDigits) {
        if (text.isEmpty() || text.length() > mostDigits) {
            return -1;
        }
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) < 128 ? Character.digit(text.charAt(i), radix) : -1;
            if (digit < 0) {
                return -1;
            }
            number = number * radix + digit;
        }
        return number;
    }
}
