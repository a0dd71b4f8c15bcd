package io.weir.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;

/** Asks a Weir under test. */
final class TestingClient {
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI url;
    private final String token;

    TestingClient(URI url, String token) {
        this.url = url;
        this.token = token;
    }

    HttpResponse<String> send(String method, String path, String... headersAndBody) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
        String body = "";
        for (int i = 0; i + 1 < headersAndBody.length; i += 2) {
            request.header(headersAndBody[i], headersAndBody[i + 1]);
        }
        if (headersAndBody.length % 2 == 1) {
            body = headersAndBody[headersAndBody.length - 1];
        }
        request.method(
                method.toUpperCase(Locale.ROOT),
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> authorized(String method, String path) {
        return send(method, path, "Authorization", "Bearer " + token);
    }

    /** Sends JSON that changes a thing, seen in a version. */
    HttpResponse<String> changing(String method, String path, String version, String body) {
        return send(
                method,
                path,
                "Authorization",
                "Bearer " + token,
                "Content-Type",
                "application/json",
                "If-Match",
                version,
                body);
    }

    /** Sends JSON with the admin's token; the answer is well, or the test fails. */
    HttpResponse<String> asAdmin(String method, String path, String body) {
        HttpResponse<String> response =
                send(method, path, "Authorization", "Bearer " + token, "Content-Type", "application/json", body);
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
        return response;
    }

    JsonNode data(String path) {
        try {
            return Json.MAPPER.readTree(authorized("get", path).body()).path("data");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
