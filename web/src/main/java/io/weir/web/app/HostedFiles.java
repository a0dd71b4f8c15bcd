package io.weir.web.app;

import io.weir.diagnosis.scene.ProcessFiles;
import io.weir.runtime.Runtime;
import java.util.List;

/** Tells scenes where hosted processes leave their files. */
record HostedFiles(Runtime runtime) implements ProcessFiles.Source {
    @Override
    public List<ProcessFiles> of(String cluster) {
        return runtime.clusters().stream()
                .filter(local -> local.name().equals(cluster))
                .flatMap(local -> local.processes().stream())
                .map(process -> new ProcessFiles(
                        process.cluster(),
                        process.name(),
                        process.startedAt(),
                        process.logDirectory(),
                        process.dumpDirectory()))
                .toList();
    }
}
