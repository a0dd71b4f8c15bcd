package io.weir.web.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The workspace that a command is about. */
final class InWorkspace {
    @Option(
            names = "--workspace",
            paramLabel = "NAME",
            description = "The workspace that it belongs to; default when left out.")
    private @Nullable String workspace;

    /** A path without a query, in that workspace. */
    String at(String path) {
        return workspace == null ? path : path + "?workspace=" + WeirClient.encoded(workspace);
    }
}
