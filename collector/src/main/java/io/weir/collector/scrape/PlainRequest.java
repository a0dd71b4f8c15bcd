package io.weir.collector.scrape;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A request without TLS. Its state belongs to the loop's thread, its result to all. */
final class PlainRequest implements Request, SocketLoop.Listener {
    private static final int HTTP_PORT = 80;
    private static final Pattern ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+|\\[.*]");

    private final SocketLoop loop;
    private final SpareArrays spare;
    private final long bodyLimit;
    private final Function<URI, String> head;
    private final Redirects redirects;
    private final CompletableFuture<Fetched> result = new CompletableFuture<>();

    // Of the loop's thread.
    private URI url;
    private byte[] request = {};
    private AnswerReader answer;
    private SocketLoop.@Nullable Connection connection;
    private @Nullable InetSocketAddress address;

    /**
     * A request that is not sent yet.
     *
     * @param head the whole head of the request for a URL
     */
    PlainRequest(SocketLoop loop, URI url, long bodyLimit, SpareArrays spare, Function<URI, String> head) {
        this.loop = loop;
        this.url = url;
        this.bodyLimit = bodyLimit;
        this.spare = spare;
        this.head = head;
        this.redirects = new Redirects();
        this.answer = new AnswerReader(bodyLimit, spare);
    }

    @Override
    public CompletableFuture<Fetched> result() {
        return result;
    }

    @Override
    public boolean mayWait() {
        String host = url.getHost();
        return host != null && !ADDRESS.matcher(host).matches();
    }

    @Override
    public void begin() {
        if (result.isDone()) {
            return;
        }
        try {
            String host = url.getHost();
            if (host == null) {
                stop(Fetched.failed(ScrapeFailure.Reason.CONNECT, "not a URL to scrape: " + url));
                return;
            }
            // Whatever is wrong with the headers is told now, not on the loop.
            request = bytes(url);
            int port = url.getPort() < 0 ? HTTP_PORT : url.getPort();
            InetSocketAddress found = new InetSocketAddress(InetAddress.getByName(host), port);
            loop.execute(() -> open(found, false));
        } catch (UnknownHostException e) {
            stop(failed(ScrapeFailure.Reason.CONNECT, "no address is known for this host name"));
        } catch (RuntimeException e) {
            stop(Fetched.failed(ScrapeFailure.Reason.INTERNAL, e.toString()));
        }
    }

    private byte[] bytes(URI of) {
        return head.apply(of).getBytes(StandardCharsets.US_ASCII);
    }

    private void open(InetSocketAddress to, boolean fresh) {
        if (!result.isDone()) {
            address = to;
            answer = new AnswerReader(bodyLimit, spare);
            loop.open(to, this, fresh);
        }
    }

    @Override
    public void stop(Fetched outcome) {
        if (result.complete(outcome)) {
            loop.execute(this::letGo);
        }
    }

    private void letGo() {
        if (connection != null) {
            loop.close(connection);
            connection = null;
        }
    }

    @Override
    public ByteBuffer connected(SocketLoop.Connection to) {
        connection = to;
        return ByteBuffer.wrap(request);
    }

    @Override
    public boolean received(SocketLoop.Connection from, ByteBuffer bytes) {
        try {
            switch (answer.take(bytes)) {
                case MORE -> {
                    return true;
                }
                case DONE -> done(from, !bytes.hasRemaining());
                case TOO_LARGE ->
                    fail(Fetched.failed(
                            ScrapeFailure.Reason.BODY_LIMIT, "the page is larger than " + bodyLimit + " bytes"));
            }
        } catch (MalformedPageException e) {
            fail(failed(ScrapeFailure.Reason.CONNECT, String.valueOf(e.getMessage())));
        }
        return false;
    }

    private void done(SocketLoop.@Nullable Connection from, boolean inStep) {
        connection = null;
        if (from != null && answer.isPersistent() && inStep) {
            loop.keep(from);
        } else if (from != null) {
            loop.close(from);
        }
        int status = answer.status();
        if (Redirects.isRedirect(status)) {
            URI to = redirects.follow(url, answer.header("location"));
            if (to == null) {
                result.complete(Redirects.refused(status, answer.header("location")));
            } else if (address != null) {
                url = to;
                request = bytes(to);
                open(address, false);
            }
            return;
        }
        Body body = answer.body();
        boolean gzip =
                answer.header("content-encoding").toLowerCase(Locale.ROOT).contains("gzip");
        result.complete(
                status == 200
                        ? new Fetched.Answer(body, gzip, PageFormat.of(answer.header("content-type")))
                        : Fetched.failed(
                                ScrapeFailure.Reason.HTTP_STATUS,
                                "HTTP " + status + ", \"" + Excerpt.of(body.bytes(), 0, body.size(), 200) + '"'));
    }

    @Override
    public void ended(boolean reused, @Nullable IOException error) {
        connection = null;
        if (reused && answer.isUntouched() && address != null) {
            // It was kept for too long for the other side's taste.
            open(address, true);
        } else if (error == null && answer.end()) {
            done(null, false);
        } else if (error == null) {
            fail(failed(ScrapeFailure.Reason.CONNECT, "the connection was closed before the end of the page"));
        } else {
            String said = String.valueOf(error.getMessage());
            boolean refused = error instanceof ConnectException
                    && said.toLowerCase(Locale.ROOT).contains("refused");
            fail(failed(ScrapeFailure.Reason.CONNECT, refused ? "connection refused" : said));
        }
    }

    private void fail(Fetched outcome) {
        result.complete(outcome);
        letGo();
    }

    private Fetched failed(ScrapeFailure.Reason reason, String said) {
        return Fetched.failed(reason, "cannot read from " + url.getAuthority() + ": " + said);
    }
}
