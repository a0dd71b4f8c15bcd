package io.weir.rules.notify;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Posts a notification to a webhook. Redirects are not followed, since a receiver must not send us elsewhere; one deadline
 * covers the whole exchange.
 */
final class WebhookSender {
    private static final int MAX_EXCERPT = 300;

    private final HttpClient http;
    private final Clock clock;

    WebhookSender(Clock clock) {
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    /** Sends once. The same id is the idempotency key of every attempt, so that a receiver can drop what it has. */
    Delivery send(WebhookReceiver receiver, String id, String payload) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(receiver.url())
                .header("Content-Type", "application/json")
                .header("User-Agent", "Weir")
                .header("Idempotency-Key", id)
                .timeout(receiver.timeout())
                .POST(HttpRequest.BodyPublishers.ofString(payload))
                .build();
        CompletableFuture<HttpResponse<String>> exchange = http.sendAsync(request, info -> new BoundedBody());
        try {
            return judge(exchange.get(receiver.timeout().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return new Delivery.Retry("no answer within " + receiver.timeout().toMillis() + " ms", null);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String message = cause.getMessage() == null ? "" : ": " + cause.getMessage();
            return new Delivery.Retry(cause.getClass().getSimpleName() + message, null);
        } finally {
            exchange.cancel(true);
        }
    }

    private Delivery judge(HttpResponse<String> response) {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return new Delivery.Delivered(excerpt(response.body()));
        }
        String cause = "HTTP " + status + excerpt(response.body());
        if (status == 429 || status == 503) {
            return new Delivery.Retry(
                    cause,
                    retryAfter(response.headers().firstValue("Retry-After").orElse("")));
        }
        boolean mayPass = status >= 500 || status == 408;
        return mayPass ? new Delivery.Retry(cause, null) : new Delivery.Refused(cause);
    }

    /** Seconds or an HTTP date, RFC 9110 section 10.2.3; null when it is neither. */
    private @Nullable Duration retryAfter(String header) {
        try {
            Duration after = header.chars().allMatch(Character::isDigit)
                    ? Duration.ofSeconds(Long.parseLong(header))
                    : Duration.between(
                            clock.instant(),
                            ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
            return after.isNegative() ? Duration.ZERO : after;
        } catch (DateTimeException | NumberFormatException e) {
            return null;
        }
    }

    private static String excerpt(String body) {
        String line = body.strip().replaceAll("[\\p{Cntrl}]+", " ");
        if (line.isEmpty()) {
            return "";
        }
        return ": " + (line.length() <= MAX_EXCERPT ? line : line.substring(0, MAX_EXCERPT) + "...");
    }
}
