package io.weir.collector.sink.influx;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.InfluxDBClientOptions;
import com.influxdb.client.WriteApiBlocking;
import com.influxdb.client.domain.WritePrecision;
import com.influxdb.exceptions.InfluxException;
import io.weir.collector.sink.delivery.Credentials;
import io.weir.collector.sink.delivery.Delivery;
import io.weir.collector.sink.delivery.Exporter;
import io.weir.collector.sink.delivery.HttpAnswer;
import io.weir.collector.sink.spool.Spooled;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Writes to InfluxDB. A sample has one time and one set of tags, so a batch that is sent twice, because the answer to the first came
 * too late, is there once.
 */
final class InfluxExporter implements Exporter {
    private final LineProtocol protocol = new LineProtocol();
    private final Clock clock;
    private final Dispatcher dispatcher = new Dispatcher();
    private final InfluxDBClient client;
    private final WriteApiBlocking write;
    private final String bucket;
    private final String organization;
    private volatile @Nullable String retryAfter;

    InfluxExporter(InfluxDestination destination, Duration timeout, Clock clock) {
        this.clock = clock;
        OkHttpClient.Builder http = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .followRedirects(false)
                .connectTimeout(timeout)
                .readTimeout(timeout)
                .writeTimeout(timeout)
                .callTimeout(timeout)
                .retryOnConnectionFailure(false)
                .addInterceptor(chain -> {
                    Response response = chain.proceed(chain.request());
                    retryAfter = response.header("Retry-After");
                    return response;
                });
        InfluxDBClientOptions.Builder options = InfluxDBClientOptions.builder()
                .url(destination.url().toString())
                .okHttpClient(http);
        if (destination.store() instanceof InfluxDestination.Database database) {
            // A network interceptor comes behind the one that compresses, which looks for the path of 2.x.
            http.addNetworkInterceptor(
                    new DatabasePath(database, destination.credentials().header()));
            this.bucket = database.database();
            this.organization = "-";
        } else {
            InfluxDestination.Bucket store = (InfluxDestination.Bucket) destination.store();
            if (destination.credentials() instanceof Credentials.Token token) {
                options.authenticateToken(token.token().toCharArray());
            }
            this.bucket = store.bucket();
            this.organization = store.organization();
        }
        this.client = InfluxDBClientFactory.create(
                options.bucket(bucket).org(organization).build());
        this.client.enableGzip();
        this.write = client.getWriteApiBlocking();
    }

    @Override
    public Delivery send(List<Spooled> samples) {
        LineProtocol.Text text = protocol.write(samples);
        int stale = samples.size() - text.written() - text.notFinite();
        Delivery.Done done = new Delivery.Done(stale, text.notFinite(), 0, null);
        if (text.written() == 0) {
            return done;
        }
        try {
            retryAfter = null;
            write.writeRecord(bucket, organization, WritePrecision.MS, text.lines());
            return done;
        } catch (InfluxException e) {
            if (e.status() == 0) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                return new Delivery.Retry(cause.getClass().getSimpleName() + ": " + cause.getMessage(), null);
            }
            Delivery judged = HttpAnswer.judge(e.status(), retryAfter, String.valueOf(e.getMessage()), clock.instant());
            return judged instanceof Delivery.Done ? done : judged;
        } catch (RuntimeException e) {
            return new Delivery.Retry(e.toString(), null);
        }
    }

    @Override
    public void close() {
        dispatcher.cancelAll();
        client.close();
        dispatcher.executorService().shutdown();
    }
}
