package io.weir.collector.scrape;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;

/** The headers of a request for a page, for either way of making one. */
record RequestHeaders(Map<String, String> headers) {
    /** For the JDK's client. */
    HttpRequest of(URI url, Duration left) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(left).GET();
        headers.forEach(request::header);
        return request.build();
    }

    /**
     * The head of a request as it is sent.
     *
     * @throws IllegalArgumentException when a value has a line end or another control character
     */
    String of(URI url) {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        StringBuilder head = new StringBuilder(512)
                .append("GET ")
                .append(path)
                .append(url.getRawQuery() == null ? "" : "?" + url.getRawQuery())
                .append(" HTTP/1.1\r\nHost: ")
                .append(url.getHost())
                .append(url.getPort() < 0 ? "" : ":" + url.getPort())
                .append("\r\n");
        headers.forEach((name, value) -> {
            if (value.chars().anyMatch(c -> c < ' ' || c >= 127)) {
                throw new IllegalArgumentException(
                        "the value of header " + name + " has a character that is not allowed");
            }
            head.append(name).append(": ").append(value).append("\r\n");
        });
        return head.append("\r\n").toString();
    }
}
