package io.weir.web.app.config;

import org.jspecify.annotations.Nullable;

/** What deployments may take of this machine. */
public record DeploymentSettings(
        @Setting(
                help =
                        "The memory that all clusters on this machine may take together, those of `hosted` included; a start that does not fit is refused, with the sum. As much as they want, when missing.")
        @Nullable
        ByteSize memory) {
    private static final long MEBIBYTE = 1 << 20;

    public DeploymentSettings {
        if (memory != null && memory.bytes() < 512 * MEBIBYTE) {
            new Faults()
                    .add(
                            "memory",
                            "deployments.memory must be at least 512MiB, or not even a JobManager would fit; write for"
                                    + " example 16GiB")
                    .throwIfAny();
        }
    }

    /** In MiB; null for as much as they want. */
    public @Nullable Long megabytes() {
        return memory == null ? null : memory.bytes() / MEBIBYTE;
    }
}
