package io.weir.runtime.driver.local;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The marks that Weir leaves on the command lines of what it starts, by which a later Weir knows its own. They name the
 * cluster's folder, so two Weirs on one machine never take each other's processes, and no process without them is touched
 * whatever its pid. They come first because the operating system may show the beginning of a long command line only.
 */
final class Marks {
    private static final Pattern PROCESS = Pattern.compile("-Dweir\\.process=([\\w.-]+)");
    private static final Pattern FINGERPRINT = Pattern.compile("-Dweir\\.fingerprint=([0-9a-f]+)");

    private Marks() {}

    static List<String> of(ClusterFolder folder, String cluster, String process, String fingerprint) {
        return List.of(
                "-Dweir.cluster=" + cluster,
                "-Dweir.process=" + process,
                "-Dweir.fingerprint=" + fingerprint,
                folderMark(folder));
    }

    /** Whether the process is one of the folder's cluster and alive. */
    static boolean areOn(ProcessHandle handle, ClusterFolder folder) {
        return commandLine(handle).contains(folderMark(folder));
    }

    /** Every process of the folder's cluster on this machine, by name; the newest last. */
    static Map<String, List<ProcessHandle>> find(ClusterFolder folder) {
        Map<String, List<ProcessHandle>> found = new LinkedHashMap<>();
        ProcessHandle.allProcesses()
                .filter(handle -> handle.pid() != ProcessHandle.current().pid())
                .filter(handle -> areOn(handle, folder))
                .sorted()
                .forEach(handle -> find(PROCESS, handle)
                        .ifPresent(name ->
                                found.merge(name, List.of(handle), (a, b) -> Stream.concat(a.stream(), b.stream())
                                        .toList())));
        return found;
    }

    static String fingerprint(ProcessHandle handle) {
        return find(FINGERPRINT, handle).orElse("");
    }

    private static Optional<String> find(Pattern pattern, ProcessHandle handle) {
        Matcher matcher = pattern.matcher(commandLine(handle));
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static String commandLine(ProcessHandle handle) {
        return handle.info().commandLine().orElse("");
    }

    private static String folderMark(ClusterFolder folder) {
        // The slash at the end keeps a folder from matching another one whose name it begins.
        return "-Dweir.folder=" + folder.root() + "/";
    }
}
