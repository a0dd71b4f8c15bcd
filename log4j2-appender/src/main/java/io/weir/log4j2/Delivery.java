package io.weir.log4j2;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.List;

/** Posts batches to Weir. For one thread. */
final class Delivery {
    private static final int TIMEOUT_MILLIS = 10_000;

    /** How a post went. */
    enum Outcome {
        TAKEN,
        RETRY,
        TOO_LARGE,
        REFUSED
    }

    private final String url;
    private final String token;
    private String lastFault = "";

    Delivery(String url, String token) {
        this.url = url;
        this.token = token;
    }

    /** What the last post that was not taken was answered with. */
    String lastFault() {
        return lastFault;
    }

    Outcome post(long first, List<byte[]> records) {
        try {
            HttpURLConnection connection = (HttpURLConnection) new URL(url + "&first=" + first).openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.setInstanceFollowRedirects(false);
            connection.setRequestProperty("Content-Type", "application/x-ndjson");
            if (!token.isEmpty()) {
                connection.setRequestProperty("Authorization", "Bearer " + token);
            }
            int length = records.stream().mapToInt(record -> record.length + 1).sum();
            connection.setFixedLengthStreamingMode(length);
            try (OutputStream out = connection.getOutputStream()) {
                for (byte[] record : records) {
                    out.write(record);
                    out.write('\n');
                }
            }
            return outcome(connection);
        } catch (IOException e) {
            lastFault = e.toString();
            return Outcome.RETRY;
        }
    }

    private Outcome outcome(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        // Read to its end, so that the connection can be used again.
        try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            if (body != null) {
                body.readAllBytes();
            }
        }
        if (status / 100 == 2) {
            return Outcome.TAKEN;
        }
        lastFault = "HTTP " + status;
        if (status == 413) {
            return Outcome.TOO_LARGE;
        }
        // A wrong token may be put right; a body that is not understood stays so.
        return status == 400 || status == 415 ? Outcome.REFUSED : Outcome.RETRY;
    }
}
