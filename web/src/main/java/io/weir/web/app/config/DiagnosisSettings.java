package io.weir.web.app.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** How Weir finds out why something happened; docs/diagnosis.md tells more. */
public record DiagnosisSettings(
        @Setting(help = "A folder of signatures of your own, `*.yaml`, beside those that ship.") @Nullable
        Path signatures) {}
