package io.weir.collector.sink.influx;

import java.io.IOException;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Turns the client's write for 2.x into one for 1.x, as versions before 1.8 have no {@code /api/v2/write}: the database and its
 * retention policy go where the bucket and the organization were. See <a
 * href="https://docs.influxdata.com/influxdb/v1/tools/api/#write-http-endpoint">the 1.x API</a>.
 */
final class DatabasePath implements Interceptor {
    private static final String WRITE = "api/v2/write";

    private final InfluxDestination.Database store;
    private final @Nullable String authorization;

    DatabasePath(InfluxDestination.Database store, @Nullable String authorization) {
        this.store = store;
        this.authorization = authorization;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        String path = request.url().encodedPath();
        if (!path.endsWith("/" + WRITE)) {
            return chain.proceed(request);
        }
        HttpUrl.Builder url = request.url()
                .newBuilder()
                .encodedPath(path.substring(0, path.length() - WRITE.length()) + "write")
                .query(null);
        Map.of("db", store.database(), "precision", "ms").forEach(url::addQueryParameter);
        if (!store.retentionPolicy().isEmpty()) {
            url.addQueryParameter("rp", store.retentionPolicy());
        }
        Request.Builder rewritten = request.newBuilder().url(url.build()).removeHeader("Authorization");
        if (authorization != null) {
            rewritten.header("Authorization", authorization);
        }
        return chain.proceed(rewritten.build());
    }
}
