package io.weir.collector.scrape;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Gzip as in <a href="https://www.rfc-editor.org/rfc/rfc1952">RFC 1952</a>, one member, with one inflater for all pages of a
 * worker. It stops at the limit of the decompressed size, so a bomb costs no more than a page. Not thread-safe.
 */
final class Gzip {
    private static final int HEADER_BYTES = 10;
    private static final int TRAILER_BYTES = 8;
    private static final int STEP = 1 << 14;

    private final Inflater inflater = new Inflater(true);

    /** Decompresses into a body; null when all is well. */
    @Nullable
    ScrapeFailure inflate(byte[] packed, int length, Body into, long limit) {
        int start = headerEnd(packed, length);
        if (start < 0) {
            return broken("it does not begin as gzip");
        }
        inflater.reset();
        inflater.setInput(packed, start, length - start);
        try {
            while (!inflater.finished()) {
                // A step beyond the limit is refused only when there is something to put there.
                int step = (int) Math.min(STEP, limit - into.size());
                if (step == 0) {
                    if (inflater.inflate(new byte[1]) > 0) {
                        return new ScrapeFailure(
                                ScrapeFailure.Reason.BODY_LIMIT,
                                "the page is larger than " + limit + " bytes after decompression");
                    }
                } else {
                    into.room(step);
                    into.written(inflater.inflate(into.bytes(), into.size(), step));
                }
                if (!inflater.finished() && inflater.needsInput() || inflater.needsDictionary()) {
                    return broken("it ends too early");
                }
            }
        } catch (DataFormatException e) {
            return broken(String.valueOf(e.getMessage()));
        }
        return checkTrailer(packed, length - inflater.getRemaining(), length, into);
    }

    private static @Nullable ScrapeFailure checkTrailer(byte[] packed, int at, int length, Body body) {
        if (length - at < TRAILER_BYTES) {
            return broken("it ends too early");
        }
        CRC32 crc = new CRC32();
        crc.update(body.bytes(), 0, body.size());
        ByteBuffer trailer = ByteBuffer.wrap(packed, at, TRAILER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        return trailer.getInt() == (int) crc.getValue() && trailer.getInt() == body.size()
                ? null
                : broken("its checksum is wrong");
    }

    private static int headerEnd(byte[] packed, int length) {
        if (length < HEADER_BYTES || (packed[0] & 0xff) != 0x1f || (packed[1] & 0xff) != 0x8b || packed[2] != 8) {
            return -1;
        }
        int flags = packed[3];
        int at = HEADER_BYTES;
        if ((flags & 4) != 0 && at + 2 <= length) {
            at += 2 + (packed[at] & 0xff) + ((packed[at + 1] & 0xff) << 8);
        }
        if ((flags & 8) != 0) {
            at = afterZero(packed, at, length);
        }
        if ((flags & 16) != 0) {
            at = afterZero(packed, at, length);
        }
        at += (flags & 2) != 0 ? 2 : 0;
        return at <= length ? at : -1;
    }

    private static int afterZero(byte[] packed, int from, int length) {
        int at = from;
        while (at < length && packed[at] != 0) {
            at++;
        }
        return at + 1;
    }

    private static ScrapeFailure broken(String why) {
        return new ScrapeFailure(ScrapeFailure.Reason.ENCODING, "the gzip body is broken: " + why);
    }
}
