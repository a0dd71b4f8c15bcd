package io.weir.web.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The pages of events and the document of the API, so that whoever has no other copy of the documentation can read them. */
final class DocsApi {
    /** Also what keeps a path from leaving the folder. */
    private static final Pattern PAGE = Pattern.compile("[A-Za-z0-9]+\\.md");

    void register(Routes routes) {
        routes.openGet("/docs/events/{page}", this::page);
        Routes everybodys = routes.in(Routes.Whose.ANYBODYS);
        everybodys.get("/api/v1/openapi.yaml", context -> context.contentType("application/yaml; charset=utf-8")
                .result(document()));
        // Made of the same text each time it is asked for, which is seldom: nothing is kept for it.
        everybodys.get(
                "/api/v1/openapi.json",
                context -> Answer.data(context, new Yaml(new SafeConstructor(new LoaderOptions())).load(document())));
    }

    private static String document() {
        try (InputStream in = DocsApi.class.getResourceAsStream("/openapi.yaml")) {
            return new String(
                    Objects.requireNonNull(in, "openapi.yaml is on the class path")
                            .readAllBytes(),
                    UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read openapi.yaml", e);
        }
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
