package io.weir.collector.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a process has used, from Linux' own accounting, see <a href="https://man7.org/linux/man-pages/man5/proc.5.html">proc(5)</a>.
 *
 * @param cpuSeconds in user and kernel mode, all threads
 * @param residentBytes physical memory, files that are mapped included
 */
record ProcessUsage(double cpuSeconds, long residentBytes) {
    /** Linux has told user space 100 ticks a second on every platform for decades. */
    private static final double TICKS_PER_SECOND = 100;

    static ProcessUsage of(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // The name stands in parentheses and may hold blanks; state is the first field behind it.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            double ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
            List<String> status = Files.readAllLines(Path.of("/proc/" + pid + "/status"));
            long kib = status.stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
            return new ProcessUsage(ticks / TICKS_PER_SECOND, kib << 10);
        } catch (IOException e) {
            throw new UncheckedIOException("process " + pid + " is gone", e);
        }
    }
}
