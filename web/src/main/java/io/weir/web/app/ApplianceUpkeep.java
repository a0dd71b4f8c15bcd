package io.weir.web.app;

import io.weir.diagnosis.report.Redaction;
import io.weir.web.api.Upkeep;
import io.weir.web.app.config.ConfigText;
import io.weir.web.app.config.WeirConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** What the API may know and do about the appliance around it. */
record ApplianceUpkeep(WeirConfig config, Path data, Supplier<List<String>> reloading) implements Upkeep {
    @Override
    public String configuration() {
        return ConfigText.of(config);
    }

    @Override
    public String clean(String text) {
        String clean = text;
        for (String secret : ConfigText.secrets(config)) {
            clean = clean.replace(secret, "<secret>");
        }
        return Redaction.of(clean);
    }

    @Override
    public List<String> reload() {
        return reloading.get();
    }
}
