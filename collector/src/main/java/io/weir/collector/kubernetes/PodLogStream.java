package io.weir.collector.kubernetes;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The log of a container as it comes. Nothing is read from the network before the last piece was taken. For one thread. */
public final class PodLogStream implements AutoCloseable {
    private final ApiAnswer answer;

    PodLogStream(ApiAnswer answer) {
        this.answer = answer;
    }

    /** Whether a further piece, or the end, is here within some time. */
    public boolean isHereWithin(Duration patience) throws InterruptedException {
        return answer.isHereWithin(patience);
    }

    /**
     * The next bytes, which may end within a line; null at the end of the log.
     *
     * @throws PodLogException when nothing comes in time or the connection broke
     */
    public byte @Nullable [] next(Duration patience) throws PodLogException, InterruptedException {
        List<ByteBuffer> piece;
        try {
            piece = answer.next(patience);
        } catch (ApiException e) {
            throw new PodLogException(e);
        }
        if (piece == null) {
            return null;
        }
        byte[] bytes = new byte[piece.stream().mapToInt(ByteBuffer::remaining).sum()];
        int length = 0;
        for (ByteBuffer buffer : piece) {
            int part = buffer.remaining();
            buffer.get(bytes, length, part);
            length += part;
        }
        return bytes;
    }

    @Override
    public void close() {
        answer.close();
    }
}
