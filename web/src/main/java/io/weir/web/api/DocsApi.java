package io.weir.web.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/** The pages of events, so that whoever has no other copy of the documentation can read them. */
final class DocsApi {
    /** Also what keeps a path from leaving the folder. */
    private static final Pattern PAGE = Pattern.compile("[A-Za-z0-9]+\\.md");

    void register(Routes routes) {
        routes.openGet("/docs/events/{page}", this::page);
    }

    private void page(Context context) {
        String page = context.pathParam("page");
        String resource = "/docs/events/" + page;
        if (PAGE.matcher(page).matches()) {
            try (InputStream in = DocsApi.class.getResourceAsStream(resource)) {
                if (in != null) {
                    context.contentType("text/plain; charset=utf-8").result(new String(in.readAllBytes(), UTF_8));
                    return;
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + resource, e);
            }
        }
        throw ApiException.notFound("there is no page " + page);
    }
}
