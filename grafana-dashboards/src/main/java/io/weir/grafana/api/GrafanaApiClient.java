package io.weir.grafana.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Folders, data sources and dashboards of one Grafana, version 9 or newer. The token goes to the given server only: redirects are not
 * followed. Errors are {@link GrafanaException}s, except for what a caller has to decide on, which is an {@link Saved}.
 */
public final class GrafanaApiClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int MAX_ANSWER_BYTES = 16 << 20;

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final String url;
    private final String token;

    /**
     * A client of one Grafana.
     *
     * @param url with the path that Grafana is served under, if any
     * @param token of a service account
     */
    public GrafanaApiClient(URI url, String token) {
        if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme()) || url.getHost() == null) {
            throw new GrafanaException("Grafana's URL must begin with http:// or https:// and name a host, got " + url);
        }
        this.url = url.toString().replaceAll("/+$", "");
        this.token = token;
    }

    /** How the saving of a dashboard went. */
    public enum Saved {
        DONE,
        /** Somebody saved another version since it was read: read it again. */
        VERSION_MISMATCH
    }

    Optional<JsonNode> folder(String uid) {
        return find("/api/folders/" + uid);
    }

    void createFolder(String uid, String title) {
        Answer answer = send(
                "POST", "/api/folders", JSON.createObjectNode().put("uid", uid).put("title", title));
        if (answer.status == 409 || answer.status == 412) {
            throw new GrafanaException("Grafana has a folder \"" + title + "\" of another uid already;"
                    + " choose another title with --folder");
        }
        expectSuccess(answer, "the folder \"" + title + "\"");
    }

    Optional<JsonNode> dataSource(String uid) {
        return find("/api/datasources/uid/" + uid);
    }

    void createDataSource(JsonNode source) {
        Answer answer = send("POST", "/api/datasources", source);
        if (answer.status == 409) {
            throw new GrafanaException("Grafana has a data source \""
                    + source.path("name").asText() + "\" of another uid already; rename or delete it");
        }
        expectSuccess(answer, "the data source " + source.path("name").asText());
    }

    void replaceDataSource(String uid, JsonNode source) {
        expectSuccess(
                send("PUT", "/api/datasources/uid/" + uid, source),
                "the data source " + source.path("name").asText());
    }

    /** The dashboard and its {@code meta}. */
    Optional<JsonNode> dashboard(String uid) {
        return find("/api/dashboards/uid/" + uid);
    }

    /** Saves a dashboard; {@code version} in it is the one that it replaces. */
    Saved saveDashboard(ObjectNode dashboard, String folderUid) {
        ObjectNode body = JSON.createObjectNode();
        body.set("dashboard", dashboard);
        body.put("folderUid", folderUid);
        body.put("message", "weir grafana push");
        body.put("overwrite", false);
        Answer answer = send("POST", "/api/dashboards/db", body);
        String title = dashboard.path("title").asText();
        if (answer.status == 412) {
            String status = answer.body.path("status").asText();
            if (status.equals("version-mismatch")) {
                return Saved.VERSION_MISMATCH;
            }
            if (status.equals("name-exists")) {
                throw new GrafanaException("the folder has a dashboard \"" + title
                        + "\" of another uid already; rename or delete it, or choose another folder with --folder");
            }
        }
        expectSuccess(answer, "the dashboard \"" + title + "\"");
        return Saved.DONE;
    }

    private Optional<JsonNode> find(String path) {
        Answer answer = send("GET", path, null);
        if (answer.status == 404) {
            return Optional.empty();
        }
        expectSuccess(answer, path);
        return Optional.of(answer.body);
    }

    private void expectSuccess(Answer answer, String what) {
        if (answer.status < 300) {
            return;
        }
        String said = answer.body.path("message").asText("no reason given");
        throw new GrafanaException(
                switch (answer.status) {
                    case 401 ->
                        "Grafana does not know the token (401: " + said
                                + "); make a service account with a token and give its file with --token-file";
                    case 403 ->
                        "the token may not do this (403 for " + what + ": " + said
                                + "); its service account needs the role Editor, and Admin for data sources";
                    default -> "Grafana answered " + answer.status + " for " + what + ": " + said;
                });
    }

    private Answer send(String method, String path, @org.jspecify.annotations.Nullable JsonNode body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json");
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body.toString()));
        }
        try {
            HttpResponse<InputStream> response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream stream = response.body()) {
                return new Answer(response.statusCode(), read(stream));
            }
        } catch (IOException e) {
            throw new GrafanaException(url + " does not answer (" + e + "); is it Grafana's URL?");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GrafanaException("interrupted while Grafana was asked");
        }
    }

    private JsonNode read(InputStream stream) throws IOException {
        byte[] text = stream.readNBytes(MAX_ANSWER_BYTES + 1);
        if (text.length > MAX_ANSWER_BYTES) {
            throw new GrafanaException(url + " answered more than " + MAX_ANSWER_BYTES + " bytes");
        }
        try {
            return JSON.readTree(new String(text, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            // An error page of a proxy, say; the status is what counts.
            return JSON.createObjectNode();
        }
    }

    private record Answer(int status, JsonNode body) {}
}
