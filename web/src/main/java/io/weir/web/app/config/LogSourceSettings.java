package io.weir.web.app.config;

import io.weir.diagnosis.index.Retention;
import io.weir.diagnosis.index.SourceLimit;
import io.weir.diagnosis.log.LogKind;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How much of the logs of some sources is kept. */
public record LogSourceSettings(
        @Setting(
                help = "Lower case letters, digits and underscores, such as `trial_jobs`; folders and indices of these"
                        + " records are named so.",
                required = true)
        String name,

        @Setting(help = "The cluster of the sources; a glob such as `trial-*`, as the four below. Any, when missing.")
        @Nullable
        String cluster,

        @Setting(help = "Their namespace.") @Nullable String namespace,

        @Setting(help = "Their deployment.") @Nullable String deployment,

        @Setting(help = "Their process, such as `taskmanager-*`.") @Nullable
        String process,

        @Setting(help = "The name of the file, such as `debug*.log`.") @Nullable
        String file,

        @Setting(help = "`log`, `out`, `gc` or `start`; all kinds when missing.") @Nullable
        LogKind kind,

        @Setting(help = "How long their records are kept.", required = true)
        Duration retention,

        @Setting(help = "The most disk they take, each kind for itself; as `logs.maximum_size` says when missing.")
        @Nullable
        ByteSize maximumSize) {
    public LogSourceSettings {
        Faults faults = new Faults().longerThanNone("retention", retention);
        if (!SourceLimit.isName(name)) {
            faults.add(
                    "name",
                    "name \"" + name
                            + "\" must be lower case letters, digits and underscores, a letter first, at most 32; write"
                            + " for example trial_jobs");
        }
        if (cluster == null && namespace == null && deployment == null && process == null && file == null) {
            faults.add(
                    "name",
                    "the limit \"" + name
                            + "\" picks every source; write which, such as cluster: trial-*, or set logs.kinds");
        }
        faults.throwIfAny();
    }

    SourceLimit limit(ByteSize otherwise) {
        Map<String, String> origins = new LinkedHashMap<>();
        put("cluster", cluster, origins);
        put("namespace", namespace, origins);
        put("deployment", deployment, origins);
        put("process", process, origins);
        put("file", file, origins);
        Set<LogKind> kinds = kind == null ? EnumSet.allOf(LogKind.class) : EnumSet.of(kind);
        ByteSize size = maximumSize == null ? otherwise : maximumSize;
        return new SourceLimit(name, kinds, origins, new Retention.Limit(retention, size.bytes()));
    }

    private static void put(String part, @Nullable String glob, Map<String, String> origins) {
        if (glob != null) {
            origins.put(part, glob);
        }
    }
}
