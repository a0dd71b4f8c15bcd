package io.weir.web.api;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads the body of a push within a limit, which holds after decompression: a small body may hold a large one. */
final class PushBody {
    private PushBody() {}

    /** The body, decompressed when it says that it is compressed. */
    static byte[] read(Context context, long limit) {
        @Nullable String encoding = context.header("Content-Encoding");
        String word = encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT);
        if (word.equals("identity")) {
            return readPlain(context, limit);
        }
        if (!word.equals("gzip")) {
            throw new PushFault(415, "Content-Encoding may be gzip or nothing");
        }
        try (InputStream body = new GZIPInputStream(context.req().getInputStream())) {
            return limited(body, limit);
        } catch (ZipException | java.io.EOFException e) {
            throw new PushFault(400, "the body is not whole gzip: " + e.getMessage());
        } catch (IOException e) {
            throw new PushFault(400, "the body ended early");
        }
    }

    /** The body as it came. */
    static byte[] readPlain(Context context, long limit) {
        if (context.req().getContentLengthLong() > limit) {
            throw tooLarge(limit);
        }
        try (InputStream body = context.req().getInputStream()) {
            return limited(body, limit);
        } catch (IOException e) {
            throw new PushFault(400, "the body ended early");
        }
    }

    private static byte[] limited(InputStream body, long limit) throws IOException {
        byte[] bytes = body.readNBytes(Math.toIntExact(Math.min(Integer.MAX_VALUE - 16, limit + 1)));
        if (bytes.length > limit) {
            throw tooLarge(limit);
        }
        return bytes;
    }

    private static PushFault tooLarge(long limit) {
        return new PushFault(413, "the body is larger than " + limit + " bytes; push less at once");
    }
}
