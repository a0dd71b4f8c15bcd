package io.weir.rules.promql;

import io.weir.collector.metric.Labels;
import io.weir.rules.FakeSampleSource;
import java.util.Random;

/** An hour of samples with what makes PromQL hard: resets, gaps, odd numbers, uneven intervals. The same on every run. */
final class ComparisonSamples {
    static final long START_MS = 1_700_000_000_000L / 7_200_000 * 7_200_000;
    private static final int SCRAPES = 240;
    private static final long INTERVAL_MS = 15_000;
    private static final String[] INSTANCES = {"a", "b", "c"};

    private final FakeSampleSource samples = new FakeSampleSource();
    private final Random random = new Random(7);

    private ComparisonSamples() {}

    static FakeSampleSource make() {
        ComparisonSamples all = new ComparisonSamples();
        for (int i = 0; i < INSTANCES.length; i++) {
            all.counters(INSTANCES[i]);
            all.gauges(INSTANCES[i], i);
            all.histogram(INSTANCES[i]);
            all.oddValues(INSTANCES[i], i);
        }
        all.gaps();
        for (int scrape = 0; scrape < SCRAPES; scrape++) {
            all.samples.append(Labels.of("__name__", "zoned_one", "zone", "eu"), at(scrape), scrape);
            all.samples.append(Labels.of("__name__", "zoned_two", "zone", "eu"), at(scrape), scrape);
        }
        return all.samples;
    }

    private static long at(int scrape) {
        return START_MS + scrape * INTERVAL_MS;
    }

    private void counters(String instance) {
        for (String code : new String[] {"200", "500"}) {
            Labels labels = Labels.of("__name__", "requests_total", "instance", instance, "code", code);
            double count = 10;
            for (int scrape = 0; scrape < SCRAPES; scrape++) {
                count = random.nextInt(50) == 0 ? random.nextInt(3) : count + random.nextInt(20);
                // Scrapes are never quite on time.
                samples.append(labels, at(scrape) + random.nextInt(400), count);
            }
        }
    }

    private void gauges(String instance, int index) {
        String zone = index == 0 ? "eu" : index == 1 ? "it's \"quoted\"\\" : "us";
        Labels memory = Labels.of("__name__", "memory_bytes", "instance", instance, "zone", zone);
        Labels queue = Labels.of("__name__", "queue_length", "instance", instance);
        for (int scrape = 0; scrape < SCRAPES; scrape++) {
            samples.append(memory, at(scrape), 9e5 + index * 1e5 + random.nextInt(200_000) + random.nextDouble());
            samples.append(queue, at(scrape), random.nextInt(12));
        }
    }

    private void histogram(String instance) {
        String[] bounds = {"0.1", "0.5", "1", "5", "+Inf"};
        double[] counts = new double[bounds.length];
        for (int scrape = 0; scrape < SCRAPES; scrape++) {
            double grown = 0;
            for (int b = 0; b < bounds.length; b++) {
                grown += random.nextInt(5);
                counts[b] += grown;
                Labels labels = Labels.of("__name__", "latency_bucket", "instance", instance, "le", bounds[b]);
                samples.append(labels, at(scrape), counts[b]);
            }
        }
    }

    private void oddValues(String instance, int index) {
        double[] values = {Double.NaN, Double.POSITIVE_INFINITY, -0.0, 1e300, -1e-300, 5, Double.NEGATIVE_INFINITY};
        Labels labels = Labels.of("__name__", "odd_values", "instance", instance);
        for (int scrape = 0; scrape < SCRAPES; scrape++) {
            double value = index == 0 ? values[(scrape / 10) % values.length] : index * 1.25 + scrape % 7;
            samples.append(labels, at(scrape), value);
        }
    }

    /** Twelve minutes without a sample, begun late and ended early. */
    private void gaps() {
        Labels labels = Labels.of("__name__", "gappy_total", "instance", "a");
        double count = 0;
        for (int scrape = 20; scrape < SCRAPES - 30; scrape++) {
            count += random.nextInt(9);
            if (scrape < 100 || scrape > 148) {
                samples.append(labels, at(scrape), count);
            }
        }
    }
}
