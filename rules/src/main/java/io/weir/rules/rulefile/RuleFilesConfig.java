package io.weir.rules.rulefile;

import java.nio.file.Path;
import java.util.List;

/**
 * Which rule files there are.
 *
 * @param files paths, with wildcards
 */
public record RuleFilesConfig(List<Path> files) {
    /** No rule files. */
    public static final RuleFilesConfig NONE = new RuleFilesConfig(List.of());

    public RuleFilesConfig {
        files = List.copyOf(files);
    }
}
