package io.weir.diagnosis.log;

import java.nio.file.Path;

/**
 * A file, or every file a glob matches, that is followed.
 *
 * @param cluster the cluster's name in the config
 * @param process the process' name within the cluster, such as {@code taskmanager-1}
 * @param directory the folder to look in
 * @param glob file names in the folder, such as {@code *.log}
 */
public record LogSource(String cluster, String process, LogKind kind, Path directory, String glob) {}
