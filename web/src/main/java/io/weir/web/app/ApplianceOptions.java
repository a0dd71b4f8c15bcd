package io.weir.web.app;

import io.weir.runtime.driver.local.LocalCluster;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * What is not in the config file.
 *
 * @param drillDirectory where drill files are written; null when this is no demo
 * @param resetPassword whether the admin gets a new password
 */
public record ApplianceOptions(@Nullable Path drillDirectory, boolean resetPassword, Listener listener, Clock clock) {
    /** Hears how starting goes. Called from several threads. */
    public interface Listener {
        /** For nobody in particular. */
        Listener SILENT = new Listener() {};

        /** Flink is being fetched, or processes are being started; {@code total} is 0 when it is not known. */
        default void progress(String cluster, String step, int done, int total) {}

        /** A hosted cluster runs. */
        default void started(LocalCluster cluster) {}

        /** A hosted cluster could not be started; it is tried again later. */
        default void failed(String cluster, String message) {}

        /** A hosted cluster's job was submitted. */
        default void submitted(String cluster, String job) {}
    }
}
