package io.weir.runtime.driver.session;

import java.nio.file.Path;
import java.util.List;

/**
 * A job to run on a session cluster.
 *
 * @param name the job's name; a running job of that name is left alone
 */
public record JobSubmission(String name, Path jar, String entryClass, List<String> arguments, int parallelism) {
    public JobSubmission {
        arguments = List.copyOf(arguments);
    }
}
