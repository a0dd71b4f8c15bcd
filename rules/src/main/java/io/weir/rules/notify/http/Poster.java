package io.weir.rules.notify.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Posts to one server, keeping its connections. Thread-safe. */
public final class Poster implements AutoCloseable {
    private static final int MAX_IDLE = 4;

    private final Origin origin;
    private final HttpOptions options;
    private final Clock clock;
    private final Dialer dialer;
    private final Redaction redaction;
    private final String fixedHead;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private boolean closed;

    /**
     * Connects to nothing yet.
     *
     * @param url whose path and query may be secrets: they are shown nowhere
     */
    public Poster(URI url, HttpOptions options, Clock clock) {
        this.origin = Origin.of(url);
        this.options = options;
        this.clock = clock;
        this.dialer = new Dialer(origin, options);
        this.redaction = new Redaction(url, options.authorization());
        String authorization = options.authorization().header();
        this.fixedHead = " HTTP/1.1\r\nHost: " + origin.authority() + "\r\nUser-Agent: Weir\r\nAccept: */*\r\n"
                + (authorization.isEmpty() ? "" : "Authorization: " + authorization + "\r\n");
    }

    /** Scheme, host and port of a URL: what may be shown of it. */
    public static String shown(URI url) {
        return Origin.of(url).toString();
    }

    /** A text without the secrets of the URL and of the credentials. */
    public String redact(String text) {
        return redaction.apply(text);
    }

    /** What is asked for in a request line: path and query of a URL. */
    public static String target(URI url) {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }

    /**
     * Posts once.
     *
     * @param target path and query
     * @param headers beside those that every request has; {@code Idempotency-Key} among them
     * @throws InterruptedException within a tenth of a second of the thread's interruption, wherever it stands
     */
    public Answer post(String target, Map<String, String> headers, byte[] body) throws InterruptedException {
        Deadline deadline = Deadline.in(options.timeout());
        byte[] request = request(target, headers, body);
        try {
            Connection kept = kept();
            if (kept != null) {
                Answer answer = tryOver(kept, request, deadline);
                if (answer != null) {
                    return answer;
                }
            }
            return exchange(dialer.connect(deadline), request, deadline);
        } catch (IOException | GeneralSecurityException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while it posted to " + origin);
            }
            return failed(e, deadline);
        }
    }

    /**
     * Over a connection that the server may have closed meanwhile: null when it had, so that a new one is due. Nothing of an answer was
     * read then, and a server that took the request nevertheless knows it again by its {@code Idempotency-Key}.
     */
    private @Nullable Answer tryOver(Connection kept, byte[] request, Deadline deadline) throws IOException {
        try {
            return exchange(kept, request, deadline);
        } catch (IOException e) {
            if (deadline.isOver() || Thread.currentThread().isInterrupted() || e instanceof BegunAnswerException) {
                throw e;
            }
            return null;
        }
    }

    private Answer exchange(Connection connection, byte[] request, Deadline deadline) throws IOException {
        Deadlines.Watched watched = Deadlines.SHARED.watch(connection, deadline.nanos());
        boolean keep = false;
        try {
            connection.write(request);
            AnswerHead head = AnswerHead.read(connection, deadline);
            AnswerBody body = body(connection, head, deadline);
            keep = body.whole() && head.keepAlive() && head.status() != 101;
            return new Answer.Answered(
                    head.status(), RetryAfter.read(head.retryAfter(), clock), redaction.apply(body.text()));
        } finally {
            Deadlines.SHARED.release(watched);
            giveBack(connection, keep);
        }
    }

    private static AnswerBody body(Connection connection, AnswerHead head, Deadline deadline) throws IOException {
        try {
            return AnswerBody.read(connection, head, deadline);
        } catch (IOException e) {
            throw new BegunAnswerException(e);
        }
    }

    private byte[] request(String target, Map<String, String> headers, byte[] body) {
        StringBuilder head =
                new StringBuilder(256).append("POST ").append(target).append(fixedHead);
        headers.forEach((name, value) ->
                head.append(name).append(": ").append(oneLine(value)).append("\r\n"));
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        byte[] start = head.toString().getBytes(ISO_8859_1);
        byte[] request = new byte[start.length + body.length];
        System.arraycopy(start, 0, request, 0, start.length);
        System.arraycopy(body, 0, request, start.length, body.length);
        return request;
    }

    /** A line end in a value would begin a header that somebody else wrote. */
    private static String oneLine(String value) {
        return value.indexOf('\n') < 0 && value.indexOf('\r') < 0 ? value : value.replaceAll("[\\r\\n]+", " ");
    }

    private Answer failed(Exception e, Deadline deadline) {
        if (e instanceof ForbiddenAddressException) {
            return new Answer.Unanswered(String.valueOf(e.getMessage()), false);
        }
        if (deadline.isOver() || e instanceof java.net.SocketTimeoutException) {
            return new Answer.Unanswered(
                    "no whole answer from " + origin + " within "
                            + options.timeout().toMillis() + " ms",
                    true);
        }
        String kind = e instanceof SSLException || e instanceof GeneralSecurityException ? "TLS: " : "";
        String said = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new Answer.Unanswered(origin + ": " + kind + Excerpts.line(redaction.apply(said)), true);
    }

    private synchronized @Nullable Connection kept() {
        while (true) {
            Connection connection = idle.pollLast();
            if (connection == null || connection.reusable()) {
                return connection;
            }
            drop(connection);
        }
    }

    private synchronized void giveBack(Connection connection, boolean keep) {
        if (!keep || closed || idle.size() >= MAX_IDLE) {
            drop(connection);
            return;
        }
        connection.exchanged();
        idle.addLast(connection);
    }

    private static void drop(Connection connection) {
        try {
            connection.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }

    /** Closes the connections that wait; one in use is closed when its exchange is over. */
    @Override
    public synchronized void close() {
        closed = true;
        idle.forEach(Poster::drop);
        idle.clear();
    }
}
