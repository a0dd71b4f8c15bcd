package io.weir.web.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.weir.runtime.sql.MaskedOutput;
import io.weir.runtime.sql.flink.HiddenValues;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Passes on what Flink answers, in pieces, so that none is held: a few answers at a time, each with one deadline from connecting to its last
 * byte. Thread-safe.
 */
final class FlinkRelay {
    private static final ScheduledExecutorService DEADLINES = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "flink-relay");
        thread.setDaemon(true);
        return thread;
    });

    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_CONTENT).build();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Semaphore room;
    private final int mostAtOnce;
    private final Duration deadline;
    private final Supplier<HiddenValues> hidden;

    /** @param hidden values that are not passed on */
    FlinkRelay(int mostAtOnce, Duration deadline, Supplier<HiddenValues> hidden) {
        this.room = new Semaphore(mostAtOnce);
        this.mostAtOnce = mostAtOnce;
        this.deadline = deadline;
        this.hidden = hidden;
    }

    /** An answer whose body is still to be passed on; holds its place until it is closed. */
    final class Reply implements AutoCloseable {
        private final HttpResponse<InputStream> response;
        private final ScheduledFuture<?> end;
        private volatile boolean overdue;

        private Reply(HttpResponse<InputStream> response, long endNanos) {
            this.response = response;
            this.end = DEADLINES.schedule(this::expire, endNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        int status() {
            return response.statusCode();
        }

        String contentType() {
            return response.headers().firstValue("Content-Type").orElse("text/plain");
        }

        /** What did not come whole ends with a line that says so and why, unless it is JSON, which ends where it was cut. */
        void passOn(OutputStream to) throws IOException {
            HiddenValues values = hidden.get();
            if (contentType().startsWith("application/json") && !values.isEmpty()) {
                passOnJson(to, values);
                return;
            }
            // Its close lets go what it holds back.
            try (InputStream in = response.body();
                    OutputStream out = new MaskedOutput(new Unclosed(to), hidden)) {
                byte[] piece = new byte[16 << 10];
                while (true) {
                    int length;
                    try {
                        length = in.read(piece);
                    } catch (IOException e) {
                        out.write(("\ncut here: " + whyCut(e) + "\n").getBytes(UTF_8));
                        return;
                    }
                    if (length < 0) {
                        return;
                    }
                    out.write(piece, 0, length);
                }
            }
        }

        private String whyCut(IOException broken) {
            return overdue
                    ? "Flink did not send the rest within " + deadline.toSeconds() + " s"
                    : "Flink's answer broke off (" + broken.getMessage() + ")";
        }

        /** Values are taken out of its texts alone: a number that looks like one must stay a number. */
        private void passOnJson(OutputStream to, HiddenValues values) throws IOException {
            try (JsonParser in = JSON.createParser(response.body());
                    JsonGenerator out = JSON.createGenerator(new Unclosed(to))) {
                while (true) {
                    JsonToken token;
                    try {
                        token = in.nextToken();
                    } catch (IOException e) {
                        return;
                    }
                    if (token == null) {
                        return;
                    }
                    if (token == JsonToken.VALUE_STRING) {
                        out.writeString(values.mask(in.getText()));
                    } else {
                        out.copyCurrentEvent(in);
                    }
                }
            }
        }

        private void expire() {
            overdue = true;
            cut();
        }

        private void cut() {
            try {
                response.body().close();
            } catch (IOException e) {
                // It is closed in any case.
            }
        }

        @Override
        public void close() {
            end.cancel(false);
            cut();
            room.release();
        }
    }

    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }

    /** @throws ApiException when too many are under way, or Flink does not answer */
    Reply get(URI target) {
        if (!room.tryAcquire()) {
            throw ApiException.busy(
                    mostAtOnce + " answers of Flink are being passed on, the most at a time; try again in a moment", 2);
        }
        Reply reply = null;
        try {
            reply = ask(target);
            return reply;
        } finally {
            if (reply == null) {
                room.release();
            }
        }
    }

    private Reply ask(URI target) {
        long end = System.nanoTime() + deadline.toNanos();
        CompletableFuture<HttpResponse<InputStream>> asked = http.sendAsync(
                HttpRequest.newBuilder(target).timeout(deadline).build(), HttpResponse.BodyHandlers.ofInputStream());
        try {
            return new Reply(asked.get(deadline.toMillis(), TimeUnit.MILLISECONDS), end);
        } catch (ExecutionException e) {
            throw ApiException.unavailable(
                    "Flink does not answer: " + (e.getCause() == null ? e : e.getCause()).getMessage());
        } catch (TimeoutException e) {
            asked.cancel(true);
            throw ApiException.unavailable("Flink does not answer within " + deadline.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            asked.cancel(true);
            throw ApiException.unavailable("interrupted");
        }
    }
}
