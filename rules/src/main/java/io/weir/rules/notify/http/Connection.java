package io.weir.rules.notify.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** A connection with a reading buffer. One thread at a time uses it. */
final class Connection implements Closeable {
    /** An idle connection is not used after this long: servers and firewalls drop theirs without a word. */
    private static final long MAX_IDLE_NANOS = 20_000_000_000L;

    /** What is under TLS, if there is TLS; closing it never blocks. */
    private final Socket plain;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[4096];
    private int position;
    private int end;
    private long usedNanos = System.nanoTime();
    private boolean used;

    Connection(Socket plain, Socket socket) throws IOException {
        this.plain = plain;
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    Socket socket() {
        return socket;
    }

    /** Whether an exchange went well over it before. */
    boolean used() {
        return used;
    }

    /** Something unasked for in the buffer would be read as the next answer. */
    boolean reusable() {
        return !plain.isClosed() && position == end && System.nanoTime() - usedNanos < MAX_IDLE_NANOS;
    }

    void exchanged() {
        used = true;
        usedNanos = System.nanoTime();
    }

    void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** The next byte, or -1 at the end. */
    int read(Deadline deadline) throws IOException {
        if (position == end && !fill(deadline)) {
            return -1;
        }
        return buffer[position++] & 0xff;
    }

    /** Some bytes, at most {@code length}, or -1 at the end. */
    int read(byte[] into, int offset, int length, Deadline deadline) throws IOException {
        if (position == end && !fill(deadline)) {
            return -1;
        }
        int count = Math.min(length, end - position);
        System.arraycopy(buffer, position, into, offset, count);
        position += count;
        return count;
    }

    private boolean fill(Deadline deadline) throws IOException {
        socket.setSoTimeout(deadline.millisLeft());
        int count = in.read(buffer, 0, buffer.length);
        position = 0;
        end = Math.max(0, count);
        return count > 0;
    }

    @Override
    public void close() throws IOException {
        plain.close();
    }
}
