package io.weir.diagnosis.log.push;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Messages of a stream in either framing of <a href="https://www.rfc-editor.org/rfc/rfc6587#section-3.4">RFC 6587</a>: a count of
 * octets before each, or a line feed or NUL after each. What is longer than {@value #LONGEST} bytes is cut there. For one thread.
 */
final class SyslogFrames {
    static final int LONGEST = 1 << 20;
    private static final int LONGEST_COUNT = 8;

    private final InputStream in;

    SyslogFrames(InputStream in) {
        this.in = new BufferedInputStream(in, 64 * 1024);
    }

    /** Whether the next message can be read without waiting, probably. */
    boolean isReady() throws IOException {
        return in.available() > 0;
    }

    /**
     * The next message, or null at the end.
     *
     * @throws IOException also when the framing is broken
     */
    byte @Nullable [] next() throws IOException {
        int first = in.read();
        while (first == '\n' || first == 0 || first == '\r') {
            first = in.read();
        }
        if (first < 0) {
            return null;
        }
        return first >= '1' && first <= '9' ? counted(first) : delimited(first);
    }

    private byte[] counted(int firstDigit) throws IOException {
        int count = firstDigit - '0';
        for (int digits = 1; ; digits++) {
            int next = in.read();
            if (next == ' ') {
                break;
            }
            if (next < '0' || next > '9' || digits >= LONGEST_COUNT) {
                throw new IOException("a syslog message begins with neither <PRI> nor a count of octets and a blank");
            }
            count = count * 10 + next - '0';
        }
        byte[] message = in.readNBytes(Math.min(count, LONGEST));
        if (message.length < Math.min(count, LONGEST)) {
            throw new EOFException("a syslog message ended early");
        }
        in.skipNBytes(count - message.length);
        return message;
    }

    private byte[] delimited(int first) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream(256);
        int next = first;
        while (next >= 0 && next != '\n' && next != 0) {
            if (message.size() < LONGEST) {
                message.write(next);
            }
            next = in.read();
        }
        return message.toByteArray();
    }
}
