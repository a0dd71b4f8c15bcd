package io.weir.diagnosis.index;

import io.weir.diagnosis.FlinkLogs;
import io.weir.diagnosis.log.LogKind;
import io.weir.diagnosis.log.LogSource;
import io.weir.diagnosis.log.LogTail;
import io.weir.diagnosis.log.PlausibleTime;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;

/** A process that tails a folder into a store until it is killed. Prints how many records it found and how many are durable. */
final class IngestingChild {
    private IngestingChild() {}

    public static void main(String[] arguments) throws InterruptedException {
        Path folder = Path.of(arguments[0]);
        BlockStore store = BlockStore.open(StoredLogs.options(folder), FlinkLogs.CLOCK);
        System.out.println("recovered " + store.status().records());
        LogTail tail = new LogTail(store, new PlausibleTime(Duration.ofDays(7)), FlinkLogs.CLOCK);
        tail.follow(source(folder));
        while (tail.metrics().openFiles() >= 0) {
            long records = store.status().records();
            store.sync();
            System.out.println("acknowledged " + records);
            Thread.sleep(20);
        }
    }

    static LogSource source(Path folder) {
        return new LogSource("demo", "taskmanager-1", LogKind.LOG, folder.resolve("log"), "*.log", ZoneOffset.UTC);
    }
}
