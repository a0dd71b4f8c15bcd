package io.weir.runtime.deployment;

import io.weir.runtime.deployment.Restore.From;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is wrong with a spec: every fault, with its key and what to write instead. */
final class SpecCheck {
    private static final Pattern LOGGER = Pattern.compile("[A-Za-z_$][\\w$.-]{0,200}");
    private static final Set<String> LEVELS = Set.of("OFF", "FATAL", "ERROR", "WARN", "INFO", "DEBUG", "TRACE");
    private static final int MOST_OPTIONS = 300;
    private static final int LONGEST = 10_000;

    private final List<String> faults = new ArrayList<>();

    private SpecCheck() {}

    static List<String> faults(
            Mode mode,
            @Nullable String session,
            @Nullable String flinkVersion,
            Program program,
            int parallelism,
            int slots,
            Map<String, String> memory,
            Map<String, String> options,
            Map<String, String> logLevels,
            From restore,
            @Nullable String savepoints) {
        SpecCheck check = new SpecCheck();
        check.place(mode, session, flinkVersion, logLevels);
        check.sizes(mode, parallelism, slots, memory);
        check.faults.addAll(program.faults());
        check.options(options);
        if (program instanceof Program.Python) {
            check.python(mode, options);
        }
        check.levels(logLevels);
        if (restore == From.SNAPSHOT) {
            check.faults.add(
                    "restore: a snapshot is chosen with a start, not in a spec; write none, latest-savepoint or"
                            + " latest-state");
        }
        check.savepoints(savepoints);
        return check.faults;
    }

    private void place(
            Mode mode, @Nullable String session, @Nullable String flinkVersion, Map<String, String> logLevels) {
        if (mode == Mode.APPLICATION) {
            if (session != null) {
                faults.add(
                        "session: application mode has a cluster of its own; leave session out, or write mode: session");
            }
            if (flinkVersion == null || !flinkVersion.matches("\\d+\\.\\d+\\.\\d+")) {
                faults.add("flinkVersion: write one such as 2.3.0");
            }
            return;
        }
        if (session == null || session.isBlank()) {
            faults.add("session: session mode needs the name of a cluster");
        }
        if (flinkVersion != null) {
            faults.add("flinkVersion: in session mode it is the cluster's; leave it out");
        }
        if (!logLevels.isEmpty()) {
            faults.add("logLevels: in session mode they are the cluster's; leave them out");
        }
    }

    private void sizes(Mode mode, int parallelism, int slots, Map<String, String> memory) {
        if (parallelism < 1 || parallelism > 1024) {
            faults.add("parallelism: must be 1 to 1024, got " + parallelism);
        }
        if (slots < 1 || slots > 64) {
            faults.add("taskManager.slots: must be 1 to 64, got " + slots);
        } else if (mode == Mode.APPLICATION && (parallelism + slots - 1) / slots > 32) {
            faults.add("parallelism: " + parallelism + " needs more than 32 TaskManagers of " + slots
                    + " slots; give them more slots");
        }
        new TreeMap<>(memory).forEach((key, size) -> {
            long megabytes = MemorySizes.megabytes(size);
            if (megabytes < 512 || megabytes > 28 * 1024) {
                faults.add(key + ": must be 512m to 28g, got " + size);
            }
        });
    }

    private void options(Map<String, String> options) {
        if (options.size() > MOST_OPTIONS) {
            faults.add("options: at most " + MOST_OPTIONS + ", got " + options.size());
        }
        new TreeMap<>(options).forEach((key, value) -> {
            if (!key.matches("[A-Za-z0-9_$][\\w$.-]{0,200}")) {
                faults.add("options: \"" + key + "\" is no name of an option");
            }
            if (value.length() > LONGEST || value.indexOf('\0') >= 0) {
                faults.add("options." + key + ": must be at most " + LONGEST + " characters without a NUL");
            }
            OwnedOptions.instead(key)
                    .ifPresent(instead -> faults.add("options." + key + ": belongs to Weir; " + instead));
        });
        String most = options.get("pipeline.max-parallelism");
        if (most != null && (!most.matches("\\d{1,5}") || Integer.parseInt(most) > 16_384)) {
            faults.add("options.pipeline.max-parallelism: must be at most 16384, got " + most);
        }
    }

    private void python(Mode mode, Map<String, String> options) {
        if (mode == Mode.SESSION) {
            faults.add("mode: a Python program runs in application mode only, since a session cluster takes jars and no"
                    + " Python; write mode: application and flinkVersion");
        }
        new TreeMap<>(options).keySet().forEach(key -> OwnedOptions.insteadInPython(key)
                .ifPresent(instead -> faults.add("options." + key + ": belongs to Weir; " + instead)));
    }

    static List<String> levelFaults(Map<String, String> levels) {
        SpecCheck check = new SpecCheck();
        check.levels(levels);
        return check.faults;
    }

    private void levels(Map<String, String> levels) {
        new TreeMap<>(levels).forEach((logger, level) -> {
            if (!LOGGER.matcher(logger).matches()) {
                faults.add("logLevels: \"" + logger + "\" is no name of a logger; write root or a class");
            }
            if (!LEVELS.contains(level)) {
                faults.add("logLevels." + logger + ": \"" + level + "\" is none of "
                        + String.join(", ", LEVELS.stream().sorted().toList()));
            }
        });
    }

    private void savepoints(@Nullable String savepoints) {
        if (savepoints == null) {
            return;
        }
        try {
            URI uri = URI.create(savepoints);
            if (uri.getScheme() == null
                    || uri.getPath() == null
                    || uri.getPath().isEmpty()) {
                faults.add(
                        "savepoints: \"" + savepoints + "\" is no place; write a URI such as s3://bucket/savepoints");
            }
        } catch (IllegalArgumentException e) {
            faults.add("savepoints: \"" + savepoints + "\" is no URI");
        }
    }
}
