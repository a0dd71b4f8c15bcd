package io.weir.collector.sink.pushgateway;

import io.prometheus.client.exporter.PushGateway;
import io.weir.collector.sink.delivery.Delivery;
import io.weir.collector.sink.delivery.HttpAnswer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests to one Pushgateway. Used by one thread. */
final class Gateway {
    /** The {@code job} of every group: what pushes it. The Flink job is in other labels. */
    private static final String JOB = "weir";

    private final PushGateway gateway;
    private final Clock clock;
    private volatile @Nullable HttpURLConnection connection;

    Gateway(PushgatewayDestination destination, Duration timeout, Clock clock) {
        this.clock = clock;
        String authorization = destination.credentials().header();
        try {
            this.gateway = new PushGateway(destination.url().toURL());
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(destination.url() + " is no URL", e);
        }
        this.gateway.setConnectionFactory(url -> {
            HttpURLConnection made = (HttpURLConnection) URI.create(url).toURL().openConnection();
            made.setConnectTimeout(Math.toIntExact(timeout.toMillis()));
            made.setReadTimeout(Math.toIntExact(timeout.toMillis()));
            made.setInstanceFollowRedirects(false);
            if (authorization != null) {
                made.setRequestProperty("Authorization", authorization);
            }
            connection = made;
            return made;
        });
    }

    /** Replaces a group. */
    Delivery push(JobGroup group, Map<String, String> key) {
        return judged(() -> gateway.push(group, JOB, key));
    }

    /** Deletes a group. */
    Delivery delete(Map<String, String> key) {
        return judged(() -> gateway.delete(JOB, key));
    }

    private interface Request {
        void send() throws IOException;
    }

    private Delivery judged(Request request) {
        connection = null;
        try {
            request.send();
            return Delivery.Done.ALL;
        } catch (IOException e) {
            HttpURLConnection failed = connection;
            String why = String.valueOf(e.getMessage());
            try {
                if (failed == null || !why.startsWith("Response code")) {
                    return new Delivery.Retry(e.getClass().getSimpleName() + ": " + why, null);
                }
                return HttpAnswer.judge(
                        failed.getResponseCode(), failed.getHeaderField("Retry-After"), why, clock.instant());
            } catch (IOException again) {
                return new Delivery.Retry(why, null);
            }
        }
    }

    void cancel() {
        HttpURLConnection open = connection;
        if (open != null) {
            open.disconnect();
        }
    }
}
