package io.weir.diagnosis.bench;

import java.util.Locale;

/** What it took to take logs in. */
record Intake(long rawBytes, double cpuSeconds, long diskBytes) {
    double megabytesPerSecond() {
        return rawBytes / 1e6 / cpuSeconds;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f | %.1f %%", megabytesPerSecond(), 100.0 * diskBytes / rawBytes);
    }
}
