package io.weir.web.app.config;

import io.weir.collector.discovery.file.TargetFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Prometheus' target files. */
public record FileSdSettings(
        @Setting(
                help =
                        "JSON or YAML files with lists of `{targets: [...], labels: {...}}`; wildcards in the last part.",
                required = true)
        List<Path> files,

        @Setting(help = "They are watched, and read again so often in any case.", defaultsTo = "5m")
        Duration refreshInterval) {
    public FileSdSettings {
        files = List.copyOf(files);
        Faults faults = new Faults();
        for (Path file : files) {
            String fault = TargetFiles.fault(file);
            if (!fault.isEmpty()) {
                faults.add("files", fault);
            }
        }
        faults.throwIfAny();
    }
}
